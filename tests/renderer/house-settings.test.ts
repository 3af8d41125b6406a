import { expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function opened(sheet: string, staffNo = 'M01') {
  await desk.openAs(staffNo);
  await desk.open({ at: `#/store-settings?sheet=${sheet}`, token: desk.store.signedIn(staffNo) });
}

const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string) => desk.page.locator('input').and(desk.page.getByLabel(name, { exact: true }));
const choose = async (name: string, option: string) => {
  await field(name).focus();
  await field(name).press('ArrowDown');
  await desk.page.getByRole('option', { name: option, exact: true }).click();
};
const last = () => desk.store.received.filter(({ command }) => command.name.startsWith('settings.set')).at(-1)?.command;
const sentValue = <Value>() => (last()?.data as { value: Value } | undefined)?.value;
const bar = (text: string) => desk.page.getByText(text).waitFor();

async function saved() {
  await button('查看并保存').click();
  await button('保存').click();
  await expect.poll(() => desk.page.getByRole('dialog').count()).toBe(0);
}

test('what holds for the whole store is a page of fields, each said what is usual; the rest of it stays as it was', async () => {
  const before = desk.store.settings.section('store').value.store;
  await opened('store');
  await desk.page.getByRole('heading', { name: '叫钟与上钟' }).waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await field('营业日从几点算起').fill('25点');
  await field('叫钟后几分钟内要到房').fill('８');
  await field('过了几分钟没来算未到').fill('45');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('一个时刻，例如 05:00、5点、4点半').waitFor();
  await expect.poll(() => field('营业日从几点算起').evaluate((one) => one === document.activeElement)).toBe(true);
  await field('营业日从几点算起').fill('４点半');
  await desk.page.keyboard.press('Enter');
  await bar('1 处改动还没有生效');
  await expect.poll(() => field('营业日从几点算起').inputValue()).toBe('04:30');
  await saved();
  expect(last()).toMatchObject({ name: 'settings.setStore', data: { basedOn: 1 } });
  expect(sentValue<{ store: object }>()?.store).toEqual({
    ...before,
    businessDayStartsAt: '04:30',
    toRoomMinutes: 8,
    reservations: { ...before.reservations, noShowMinutes: 45 },
  });
  expect(desk.errors).toEqual([]);
});

test('a rule of pay is said by whom it is for and how it pays; two for the same are refused', async () => {
  const before = desk.store.settings.section('commission').value.commission;
  await opened('payRules');
  await button('新增').click();
  await choose('哪种钟', '点钟');
  await field('百分之几').fill('133%');
  await field('百分之几').press('Enter');
  await desk.page.getByText('0 到 100，例如 35 或 33.5').waitFor();
  await field('百分之几').fill('３３.５');
  await field('百分之几').press('Enter');
  await bar('1 处改动还没有生效');
  await choose('哪种钟', '点钟');
  await choose('怎么算', '按当月钟数分档');
  await field('分档（0=10、50=15）').fill('50=15、0=10');
  await field('分档（0=10、50=15）').press('Enter');
  await desk.page.getByText('数要往上走').waitFor();
  await field('分档（0=10、50=15）').fill('０＝１０、50=15.5');
  await field('分档（0=10、50=15）').press('Enter');
  await desk.page.getByText('这个编号已经有了').waitFor();
  await choose('在别的提成之外再加', '是');
  await field('分档（0=10、50=15）').press('Enter');
  await bar('2 处改动还没有生效');
  await saved();
  expect(sentValue<{ commission: object[] }>()?.commission).toEqual([
    ...before,
    { match: { type: 'requested' }, pay: { kind: 'percent', percent: '33.5' } },
    {
      match: { type: 'requested' },
      pay: {
        kind: 'monthly-tier',
        tiers: [
          { fromCount: 0, amount: 1_000 },
          { fromCount: 50, amount: 1_550 },
        ],
      },
      onTop: true,
    },
  ]);
  expect(await axeFindings(desk.page)).toEqual([]);
});

test('shifts, times of meals, wristbands and currencies are lists like the others', async () => {
  await opened('shifts');
  await button('新增').click();
  const typed = { 代码: 'noon', 名称: '中班', 从: '12点', 到: '2100' };
  for (const [name, text] of Object.entries(typed)) await field(name).fill(text);
  await field('到').press('Enter');
  await bar('1 处改动还没有生效');
  // Two sheets of one section are one draft.
  await desk.page.getByRole('button', { name: '迟到、早退与用餐' }).click();
  await field('用餐几分钟').fill('40');
  await field('用餐几分钟').press('Enter');
  await bar('2 处改动还没有生效');
  await saved();
  expect(sentValue()).toMatchObject({
    attendance: {
      shifts: expect.arrayContaining([
        { code: 'noon', name: { 'zh-CN': '中班', en: '中班' }, from: '12:00', to: '21:00' },
      ]),
      mealMinutes: 40,
    },
  });
  await desk.page.getByRole('button', { name: '手牌', exact: true }).click();
  await button('新增').click();
  await field('编号').fill('９９９');
  await field('编号').press('Enter');
  await saved();
  expect(last()?.name).toBe('settings.setCards');
  expect(sentValue<{ wristbands: object[] }>()?.wristbands.at(-1)).toEqual({ no: '999' });
  expect(JSON.stringify(sentValue())).not.toContain('ostCards');
});

test('an item is sold on some days and hours only, or again on all', async () => {
  await opened('items');
  const change = () =>
    button(/^修改 /)
      .first()
      .click();
  await change();
  await field('只在这些日子卖（空着：天天）').pressSequentially('周一,周三,');
  await field('从几点起卖').fill('11');
  await field('卖到几点').fill('15点半');
  await field('卖到几点').press('Enter');
  await bar('1 处改动还没有生效');
  await saved();
  const [item] = sentValue<{ services: { availability?: object }[] }>()?.services ?? [];
  expect(item?.availability).toEqual({ days: ['mon', 'wed'], from: '11:00', to: '15:30' });
  await change();
  for (let day = 0; day < 2; day += 1) await field('只在这些日子卖（空着：天天）').press('Backspace');
  await expect.poll(() => field('从几点起卖').count()).toBe(0);
  await field('价格').press('Enter');
  await saved();
  expect(sentValue<{ services: object[] }>()?.services[0]).not.toHaveProperty('availability');
});
