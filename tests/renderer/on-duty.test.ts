import { describe, expect, test } from 'vitest';
import { axeFindings, chooseInMenu } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { pictures } from './support/pictures.ts';

const desk = new Desk(() => new FakeStore());

async function open(staffNo = 'M01'): Promise<void> {
  await desk.open({ at: '#/on-duty', token: desk.store.signedIn(staffNo) });
  await desk.page.getByRole('table', { name: '今日在岗' }).waitFor();
}

const brought = () => desk.store.received.filter(({ command }) => command.name === 'attendance.bringOnDuty');

describe('people on duty', () => {
  test('everybody stands with roster, group and state; filters count them', async () => {
    await open();
    const row = (no: string) => desk.page.locator('tbody tr', { hasText: new RegExp(`^${no} `) });
    expect(await row('1').textContent()).toMatch(/足疗部.*10:00–19:00.*未到岗/);
    expect(await row('4').textContent()).toContain('病假');
    expect(await row('R01').textContent()).toContain('其他员工');
    await desk.page.getByText(/^应到未到/).click();
    expect(await desk.page.locator('tbody tr').count()).toBe(2);
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByText(/^全部 /).click();
    await pictures(desk.page, 'on-duty-zh');
    expect(desk.errors).toEqual([]);
  });

  test('all who are rostered are brought on duty by keyboard, once, after it says who and who not', async () => {
    await open();
    await desk.page.getByText(/^应到未到/).click();
    await desk.page.getByRole('button', { name: '全部上岗 2' }).focus();
    await desk.page.keyboard.press('Enter');
    const form = desk.page.getByRole('form', { name: '全部上岗' });
    await form.getByRole('heading', { name: '将上岗 2 位' }).waitFor();
    expect(await form.getByRole('listitem').first().textContent()).toMatch(/^1 /);
    expect(await form.getByText(/^请假/).textContent()).toMatch(/^请假: 4 /);
    expect(await form.getByText(/^已下班/).textContent()).toMatch(/3 .*51 .*88 /);
    expect(brought()).toEqual([]);
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'roll-call-zh');
    await form.getByRole('button', { name: /^2 位上岗/ }).dblclick();
    await expect.poll(() => brought().length).toBe(1);
    expect(brought()[0]?.command.data).toEqual({ technicianNos: ['1', '2'] });
    await form.waitFor({ state: 'detached' });
    expect(brought()).toHaveLength(1);
    expect(desk.errors).toEqual([]);
  });

  test('who is on no roster is brought on duty one by one, at a screen that may', async () => {
    await open();
    await desk.page.getByRole('button', { name: /^6 .* 上班$/ }).click();
    await expect
      .poll(() => desk.store.received.filter(({ command }) => command.name === 'technician.comeOnDuty'))
      .toMatchObject([{ command: { data: { technicianNo: '6' } } }]);
    // Nobody is rostered at all where a store is new: then the roll call says how.
    expect(await desk.page.getByRole('button', { name: /^R01 .* 上班$/ }).count()).toBe(0);
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('Escape leaves it and nothing is done', async () => {
    await open('R02');
    await desk.page.getByRole('button', { name: '全部上岗 2' }).click();
    const form = desk.page.getByRole('form', { name: '全部上岗' });
    await form.waitFor();
    await desk.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(brought()).toEqual([]);
  });

  test('says it in English too', async () => {
    await open();
    await desk.page.getByRole('button', { name: /账户/ }).click();
    await chooseInMenu(desk.page, 'English');
    await desk.page.getByText(/^Expected/).click();
    await desk.page.getByRole('button', { name: 'Bring all on duty 2' }).click();
    await desk.page.getByText(/^went home/).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'roll-call-en');
  });

  test('who may bring nobody on duty has no such page', async () => {
    await desk.open({ token: desk.store.signedIn('C01') });
    await desk.page.locator('[data-room="201"]').waitFor();
    expect(await desk.page.getByRole('link', { name: '在岗' }).count()).toBe(0);
  });

  test('who did not swipe off is asked about on every screen: went then, is still here, nobody knows', async () => {
    const { store } = desk;
    /** Half past nine on Friday, in the store. */
    const onAt = Date.UTC(2026, 10, 20, 1, 30);
    const rowOf = (kind: 'technician' | 'staff', no: string, name: string, probablyAt: number | null) => ({
      ...{ person: { kind, no }, no, name, onAt, date: '2026-11-20', probablyAt },
    });
    const rows = [
      rowOf('technician', '7', '王芳', onAt + 13 * 3_600_000),
      rowOf('staff', 'R02', '赵敏', null),
      rowOf('staff', 'W01', '钱进', null),
    ];
    const told = () =>
      store.received.flatMap(({ command: { name, data } }) =>
        name === 'attendance.endSpell' || name === 'attendance.stillHere' ? [{ name, data }] : [],
      );
    const isTold = ({ person }: (typeof rows)[number]) =>
      told().some(({ data }) => 'person' in data && data.person.no === person.no);
    store.attendance.leftOpen = () => rows.filter((row) => !isTold(row));
    await open('R01');
    await desk.page.getByRole('link', { name: '3 人未刷下班' }).waitFor();
    const line = desk.page.getByRole('region', { name: '昨天没有刷下班，还算在班' });
    expect(await line.getByRole('listitem').first().textContent()).toContain('7 王芳 · 11-20 09:30 上班');
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'left-open-zh');
    await line.getByRole('button', { name: '7 王芳：22:30，这时走的' }).click();
    await expect.poll(told).toHaveLength(1);
    await line.getByRole('button', { name: 'R02 赵敏：还在' }).click();
    await expect.poll(told).toHaveLength(2);
    // No time is guessed for whom there is none.
    expect(await line.getByRole('button', { name: /^W01 钱进：.*走的$/ }).isDisabled()).toBe(true);
    await line.getByRole('button', { name: 'W01 钱进：不清楚，以后更正' }).click();
    await line.waitFor({ state: 'detached' });
    const reason = '没有刷下班，次日确认';
    expect(told()).toEqual([
      {
        name: 'attendance.endSpell',
        data: { person: rows[0]?.person, onAt, offAt: onAt + 13 * 3_600_000, reason },
      },
      { name: 'attendance.stillHere', data: { person: rows[1]?.person, onAt } },
      { name: 'attendance.endSpell', data: { person: rows[2]?.person, onAt, offAt: null, reason } },
    ]);
    expect(desk.errors).toEqual([]);
  });
});
