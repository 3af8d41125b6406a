import { expect, test } from 'vitest';
import { StoreError } from '../../core/kernel/error.ts';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { changedLines } from './support/fake-settings.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function opened(sheet: string, staffNo = 'M01') {
  await desk.openAs(staffNo);
  await desk.open({ at: `#/store-settings?sheet=${sheet}`, token: desk.store.signedIn(staffNo) });
}

const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: typeof name === 'string' });
// A list of choices has the name of its field, too.
const field = (name: string) => desk.page.locator('input').and(desk.page.getByLabel(name, { exact: true }));
const sets = () => desk.store.received.filter(({ command }) => command.name.startsWith('settings.set'));
const sentValue = () => {
  const data = sets().at(-1)?.command.data as { value: Record<string, Record<string, unknown>[]> } | undefined;
  return data?.value ?? {};
};
const bar = (text: string) => desk.page.getByText(text).waitFor();

/** The lines are looked at, and done. */
async function saved(name = '保存') {
  await button('查看并保存').click();
  await button(name).click();
  await expect.poll(() => desk.page.getByRole('dialog').count()).toBe(0);
}

test('rooms are added by ranges as people write them, looked at and saved, and taken back by one press', async () => {
  await opened('rooms');
  await button('按号段添加').click();
  await desk.page.keyboard.type('9F ９０１～９０３、201');
  await desk.page.getByText('添加 3 间：901 902 903 201').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.keyboard.press('Enter');
  await bar('3 处改动还没有生效');
  const before = desk.store.settings.section('rooms').value.rooms.length;
  await saved();
  expect(sets().at(-1)?.command.data).toMatchObject({ basedOn: 1, read: 'lines 3' });
  expect(sentValue().rooms?.slice(-3)).toMatchObject([{ no: '901', floor: '9' }, { no: '902' }, { no: '903' }]);
  await button('撤销').click();
  await desk.page.getByText('已改回去').waitFor();
  expect(sentValue().rooms).toHaveLength(before);
  expect(desk.errors).toEqual([]);
});

test('what is wrong stands at its field, and Enter twice adds one', async () => {
  await opened('items');
  await button('新增').click();
  await field('代码').fill('A1');
  await field('价格').fill('１２.３４５');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText(/只能是字母、数字和横线/).waitFor();
  await desk.page.getByText('请写金额，例如 138 或 138.50').waitFor();
  await expect.poll(() => field('代码').evaluate((one) => one === document.activeElement)).toBe(true);
  const typed = { 代码: '９９０', 名称: '药浴', 价格: '１，２８８', 技能: 'bath', 加钟价: '99' };
  for (const [name, text] of Object.entries(typed)) await field(name).fill(text);
  await field('班组').click();
  await desk.page.getByRole('option').first().click();
  await field('价格').press('Enter');
  await bar('1 处改动还没有生效');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Enter');
  await bar('1 处改动还没有生效');
  await saved();
  expect(sentValue().services?.at(-1)).toMatchObject({
    code: '990',
    price: 128_800,
    name: { 'zh-CN': '药浴', en: '药浴' },
  });
});

test('people are pasted from a sheet, with what is wrong beside each row, and columns put right by hand', async () => {
  await opened('people');
  await button('从表格粘贴').click();
  const rows = [
    '岗位\t工号\t称呼\t性别\t班组\t技能\t级别',
    '技师\t801\t王一\t女\t足疗部\tfoot\tA',
    '技师\t802\t王二\t？\t足疗部\tfoot\tA',
  ];
  await desk.page.keyboard.insertText(rows.join('\n'));
  await desk.page.getByText('0 行可以，2 行有问题（有问题的不会加上）').waitFor();
  await desk.page.getByLabel('第 3 列是').selectOption({ label: '姓名' });
  await desk.page.getByText('1 行可以，1 行有问题（有问题的不会加上）').waitFor();
  await desk.page.getByText('性别: 没有这个选项').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await button('加上 1 行').click();
  await saved();
  expect(sentValue().technicians?.at(-1)).toMatchObject({ no: '801', name: '王一', gender: 'F' });
  // Cards of the others are not known here, and none is sent.
  expect(JSON.stringify(sentValue())).not.toContain('"card"');
});

test('a card is given by holding it to a reader, and one that is somebody’s is not', async () => {
  await opened('people');
  await button('新增').click();
  await field('编号').fill('C77');
  await field('姓名').fill('老张');
  await field('岗位').click();
  await desk.page.getByRole('option', { name: '厨师' }).click();
  await button('发卡').click();
  await expect.poll(() => desk.store.readers.listening).toBeGreaterThan(0);
  desk.store.readers.hold({ kind: 'technician', no: '8', name: '陈秀' });
  await desk.page.getByText('这张卡是 8 号技师的。').waitFor();
  desk.store.readers.hold({ kind: 'unknown', uid: '04A1B2C3D4E5F6' });
  await desk.page.getByText('已读到卡，保存后可用').waitFor();
  expect(await desk.page.content()).not.toContain('04A1B2C3D4E5F6');
  await button(/加上，接着加/).click();
  await saved();
  expect(sentValue().staff?.at(-1)).toEqual({ no: 'C77', name: '老张', role: 'cook', card: '04A1B2C3D4E5F6' });
});

test('what is promised is read first, and a price may wait for tomorrow', async () => {
  await opened('items');
  await desk.page.getByText('已安排：2026-11-20 起生效').waitFor();
  await button(/^修改 101 /).click();
  await field('价格').fill('158');
  await desk.page.keyboard.press('Enter');
  await button('查看并保存').click();
  await desk.page.getByRole('dialog').getByText('¥138.00').waitFor();
  desk.store.settings.promised = [
    { kind: 'booked-item', no: '101', key: 'booked-item 101 x', roomNo: '201', at: null, count: 1 },
  ];
  await desk.page.getByText('明天起').click();
  await desk.page.getByText('预订了项目 101').waitFor();
  await button('看过了，仍要保存').click();
  await expect.poll(() => sets().length).toBe(1);
  expect(sets()[0]?.command.data).toMatchObject({ fromDate: '2026-11-22', despite: ['booked-item 101 x'] });
});

test('two who change one list are brought together, and neither is lost', async () => {
  await opened('rooms');
  await button('去掉 202').click();
  await bar('1 处改动还没有生效');
  desk.store.settings.changedElsewhere('rooms');
  const by = [{ at: 1_795_233_600_000, actor: 'M01', changes: changedLines.slice(3) }];
  desk.store.settings.refusePreview = new StoreError('SETTINGS_CHANGED', { section: 'rooms', by });
  await button('查看并保存').click();
  await desk.page.getByText('这些设置已被别人改过，请看过新的再改').waitFor();
  await desk.page.getByText(/M01 .*改了：/).waitFor();
  await button('和我的改动合在一起').click();
  await button('保存').click();
  await expect.poll(() => sets().length).toBe(1);
  expect(sets()[0]?.command.data).toMatchObject({ basedOn: 2 });
  expect(sentValue().rooms?.some(({ no }) => no === '202')).toBe(false);
});

test('a half-filled form is asked about before another screen takes its place', async () => {
  await opened('goods');
  await desk.page.getByText('按键码').waitFor();
  await button('新增').click();
  await field('代码').fill('D9');
  await desk.page.evaluate(() => {
    window.location.hash = '#/board';
  });
  await button('留在这里').click();
  await expect.poll(() => field('代码').inputValue()).toBe('D9');
  expect(await desk.page.evaluate(() => window.location.hash)).toContain('store-settings');
  await desk.page.evaluate(() => {
    window.location.hash = '#/board';
  });
  await button('不保存，离开').click();
  await desk.page.locator('[data-room="201"]').waitFor();
});

test('whoever has no right to prices is told what a manager is needed for; roles are read', async () => {
  await opened('items', 'T01');
  await button(/^修改 101 /).click();
  await field('价格').fill('1');
  await desk.page.keyboard.press('Enter');
  await button('查看并保存').click();
  await desk.page.getByText('其中 1 处您无权改，需要经理授权').waitFor();
  await button('请经理授权并保存').waitFor();
  await button('再改改').click();
  await button('放弃改动').click();
  await button('角色和权限').click();
  await desk.page.getByText('给别人授权').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
});

test('each list links to what was changed in it', async () => {
  await opened('rooms');
  await desk.page.getByRole('link', { name: '变更记录' }).click();
  await desk.page.getByText('只看房间').waitFor();
  await expect.poll(() => desk.page.getByText('房间 209').count()).toBe(1);
  expect(await desk.page.getByText('员工 T01').count()).toBe(0);
});

test('what was not saved is there again for whoever edited it, also after signing out, and for nobody else', async () => {
  await opened('rooms');
  await button('按号段添加').click();
  await desk.page.keyboard.type('9F 901');
  await desk.page.keyboard.press('Enter');
  await bar('1 处改动还没有生效');
  await desk.page.getByRole('button', { name: /M01/ }).click();
  await desk.page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect.poll(() => desk.page.getByText('1 处改动还没有生效').count()).toBe(0);
  // The same browser, in which somebody has signed in.
  const again = async (staffNo: string) => {
    const token = desk.store.signedIn(staffNo);
    await desk.page.addInitScript((value) => sessionStorage.setItem('clockroom.session', value), token);
    await desk.page.evaluate(() => {
      window.location.hash = '#/store-settings?sheet=rooms';
    });
    await desk.page.reload();
  };
  await again('T01');
  await button('新增').waitFor();
  expect(await desk.page.getByText('1 处改动还没有生效').count()).toBe(0);
  await again('M01');
  await desk.page.getByText(/这里有您上次没有保存的改动/).waitFor();
  await bar('1 处改动还没有生效');
  await saved();
  expect(sentValue().rooms?.at(-1)).toMatchObject({ no: '901', floor: '9' });
  await again('M01');
  await button('新增').waitFor();
  expect(await desk.page.getByText(/这里有您上次没有保存的改动/).count()).toBe(0);
});

test('Escape closes a list of choices that hangs open, and the form with what was typed stays', async () => {
  await opened('people');
  await button('新增').click();
  await field('姓名').fill('小兰');
  for (const name of ['岗位', '班组', '级别']) {
    await field(name).click();
    await desk.page.getByRole('option').first().waitFor();
    await desk.page.keyboard.press('Escape');
    await expect.poll(() => desk.page.getByRole('option').count()).toBe(0);
    expect(await field('姓名').inputValue()).toBe('小兰');
  }
  await desk.page.keyboard.press('Escape');
  await expect.poll(() => field('姓名').count()).toBe(0);
});
