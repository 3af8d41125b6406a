import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { axeFindings, chooseInMenu } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function goTo(staffNo: string, screen: string) {
  await desk.openAs(staffNo);
  await desk.page.getByRole('link', { name: screen }).click();
}

const lastCommand = () => desk.store.received.at(-1)?.command;

describe('pay', () => {
  test('a person opens to every clock and rule; the payslip prints and is saved', async () => {
    await goTo('M01', '工资');
    await desk.page.getByRole('button', { name: /88 许琴玲/ }).click();
    const panel = desk.page.getByRole('region', { name: '个人明细' });
    await panel.getByText('更正 2026-11：多计一钟（M01）').waitFor();
    await panel.getByText('88 号', { exact: false }).first().waitFor();
    await panel.getByText(/迟到 1 次/).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await panel.getByRole('button', { name: '打印工资单' }).click();
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'commission.printPayslip', data: { month: '2026-11', payeeNo: '88' } });
    const downloading = desk.page.waitForEvent('download');
    await panel.getByRole('button', { name: '工资单 Excel' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('payslip-2026-11-88.xlsx');
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
    expect(desk.errors).toEqual([]);
  });

  test('a correction needs an amount and a reason', async () => {
    await goTo('M01', '工资');
    await desk.page.getByRole('button', { name: /88 许琴玲/ }).click();
    await desk.page.getByRole('button', { name: '更正', exact: true }).click();
    await desk.page.getByRole('button', { name: '漏计' }).click();
    await desk.page.getByText('请输入不为零的金额').waitFor();
    await desk.page.getByLabel('加减金额').fill('-12.5');
    await desk.page.getByRole('button', { name: '多计' }).click();
    await expect.poll(lastCommand).toEqual({
      name: 'commission.correct',
      data: { payeeNo: '88', aboutMonth: '2026-11', amountMinor: -1250, reason: '多计' },
    });
  });

  test('only a month that is over is closed, after its month was typed, with the total that was seen', async () => {
    await goTo('M01', '工资');
    await desk.page.getByText('本月进行中').waitFor();
    expect(await desk.page.getByRole('button', { name: '关账…' }).count()).toBe(0);
    await desk.page.getByRole('combobox', { name: '月份' }).click();
    await desk.page.getByRole('option', { name: '2026-10' }).click();
    // A double click opens the question and answers nothing.
    await desk.page.getByRole('button', { name: '关账…' }).dblclick();
    const dialog = desk.page.getByRole('dialog', { name: '2026-10 关账' });
    await dialog.getByText('关账后不能再改').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    const yes = dialog.getByRole('button', { name: '关账', exact: true });
    expect(await yes.isDisabled()).toBe(true);
    await dialog.getByLabel('输入 2026-10 确认').fill('2026-11');
    await desk.page.keyboard.press('Enter');
    expect(await yes.isDisabled()).toBe(true);
    expect(lastCommand()?.name).not.toBe('commission.closeMonth');
    await dialog.getByLabel('输入 2026-10 确认').fill('２０２６－１０');
    await yes.click();
    const { totalMinor } = await desk.store.pay.month('2026-10');
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'commission.closeMonth', data: { month: '2026-10', expectedTotalMinor: totalMinor } });
  });

  test('is asked again after changes were missed', async () => {
    await goTo('M01', '工资');
    await desk.page.getByText('本月进行中').waitFor();
    const { pay } = desk.store;
    const month = pay.month.bind(pay);
    let asked = 0;
    pay.month = (...which) => {
      asked += 1;
      return month(...which);
    };
    desk.store.pushWithGap(['312']);
    await expect.poll(() => asked).toBeGreaterThan(0);
  });

  test('is not there for a receptionist', async () => {
    await desk.openAs('R02');
    expect(await desk.page.getByRole('link', { name: /工资|考勤/ }).count()).toBe(0);
  });
});

describe('attendance', () => {
  test('shows who is due, late or away, and sends somebody to a meal', async () => {
    await goTo('M01', '考勤');
    await desk.page
      .getByRole('row', { name: /3 罗梅/ })
      .getByText(/迟到20分/)
      .waitFor();
    await desk.page
      .getByRole('row', { name: /4 唐霞颖/ })
      .getByText('病假')
      .first()
      .waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByText('休假旷工').click();
    await desk.page.getByRole('row', { name: /3 罗梅/ }).waitFor({ state: 'detached' });
    await desk.page.getByText('全部').click();
    await desk.page.getByRole('button', { name: '上班：3 号' }).click();
    await expect.poll(lastCommand).toEqual({ name: 'technician.comeOnDuty', data: { technicianNo: '3' } });
    expect(desk.errors).toEqual([]);
  });

  test('the roster takes what was chosen, for a day or the week, by touch and by keyboard; a week is copied', async () => {
    await goTo('M01', '考勤');
    await desk.page.getByRole('tab', { name: '排班' }).click();
    await desk.page.getByText('晚班 14:00–23:00').click();
    await desk.page.getByRole('button', { name: '2 号 2026-11-20：未排', exact: true }).click();
    await expect.poll(lastCommand).toEqual({
      name: 'attendance.setRoster',
      data: { entries: [{ technicianNo: '2', date: '2026-11-20', entry: { kind: 'shift', code: 'late' } }] },
    });
    await desk.page.getByText('年假').click();
    await desk.page.getByRole('button', { name: '2 号 2026-11-17：未排', exact: true }).focus();
    await desk.page.keyboard.press('Enter');
    await expect.poll(lastCommand).toMatchObject({
      data: { entries: [{ date: '2026-11-17', entry: { kind: 'leave', leave: 'annual' } }] },
    });
    await desk.page.getByRole('button', { name: '3 号整周', exact: true }).click();
    await expect.poll(() => lastCommand()?.data).toMatchObject({ entries: { length: 7 } });
    await desk.page.getByRole('button', { name: '复制上一周' }).click();
    await expect.poll(lastCommand).toEqual({
      name: 'attendance.copyWeek',
      data: { fromMonday: '2026-11-09', toMonday: '2026-11-16' },
    });
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('the roster names the bookings it breaks, in the day and above it', async () => {
    await goTo('M01', '考勤');
    await desk.page.getByRole('tab', { name: '排班' }).click();
    const broken = desk.page.getByRole('region', { name: '与排班不符的预订' });
    await broken.getByText('11-21 15:00 孙先生 点 4 号（病假）').waitFor();
    await desk.page.getByRole('button', { name: '4 号 2026-11-21：病假, 15:00 有预订', exact: true }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await broken.getByRole('link').click();
    await expect.poll(() => new URL(desk.page.url()).hash).toMatch(/^#\/reservations\?id=/);
  });

  test('the month counts late and absent days, and is saved as Excel', async () => {
    await goTo('M01', '考勤');
    await desk.page.getByRole('tab', { name: '月报' }).click();
    await desk.page
      .getByRole('row', { name: /3 罗梅/ })
      .getByText('1 次 20 分')
      .waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    const downloading = desk.page.waitForEvent('download');
    await desk.page.getByRole('button', { name: '导出 Excel' }).click();
    expect((await downloading).suggestedFilename()).toBe('attendance-2026-11.xlsx');
    expect(desk.errors).toEqual([]);
  });

  test.each([
    ['zh-CN', '更正：51 号', '改时间', '下班时间', '为什么更正？', '忘记刷下班', '以前的更正', '上下班时间'],
    [
      'en',
      'Correct: No. 51',
      'Change times',
      'Went',
      'Why is it corrected?',
      'Forgot to swipe off',
      'Earlier corrections',
      'Times on duty',
    ],
  ])('a spell is put right with a reason, and what was put right is shown (%s)', async (...words) => {
    const [language, open, change, off, why, forgot, earlier, title] = words;
    await goTo('M01', '考勤');
    if (language === 'en') {
      await desk.page.getByRole('button', { name: /M01 .*账户/ }).click();
      await chooseInMenu(desk.page, 'English');
    }
    await desk.page.getByRole('button', { name: open }).click();
    const dialog = desk.page.getByRole('dialog', { name: new RegExp(title) });
    await dialog.getByRole('button', { name: change }).click();
    await dialog.getByLabel(off).fill('');
    await dialog.getByText(why).waitFor();
    await dialog.getByRole('button', { name: forgot }).click();
    expect(lastCommand()?.name).not.toBe('attendance.correctSpell');
    await dialog.getByLabel(off).fill('15:30');
    expect(await axeFindings(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: forgot }).click();
    const { spells, date } = desk.store.attendance.day({ kind: 'technician', no: '51' }, null);
    await expect.poll(lastCommand).toEqual({
      name: 'attendance.correctSpell',
      data: {
        ...{ person: { kind: 'technician', no: '51' }, was: spells[0], reason: forgot },
        spell: { ...spells[0], offAt: Date.parse(`${date}T07:30:00Z`) },
      },
    });
    // One that was put right before.
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('button', { name: open.replace('51', '88') }).click();
    const list = desk.page.getByRole('region', { name: earlier });
    await list.getByText('M01').waitFor();
    await list.getByText('刷卡机坏了').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});
