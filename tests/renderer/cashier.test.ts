import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeFindings, type BuiltScreens, buildScreens, openPage, signIn } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { type ServedStore, serve } from './support/serve.ts';

let screens: BuiltScreens;
let store: BusyStore;
let served: ServedStore;
let page: Page;
let errors: string[];

beforeAll(async () => {
  screens = await buildScreens();
});

afterAll(() => screens.close());

beforeEach(async () => {
  store = new BusyStore();
  served = await serve(store, screens.dir);
  ({ page, errors } = await openPage(screens.browser, served.url));
  await signIn(page, 'C01');
  await page.getByRole('link', { name: '收银' }).click();
  await page.getByLabel('手牌或房号').waitFor();
});

afterEach(async () => {
  await page.context().close();
  await served.close();
});

/** What the store was asked to settle, in order. */
function settled() {
  return store.received.flatMap(({ command }) => (command.name === 'bill.settle' ? [command.data] : []));
}

async function openBill(typed: string) {
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^收 / }).waitFor();
}

test('by keys alone: room, Enter, Enter takes the exact amount in cash', async () => {
  await openBill('206');
  const visit = store.scene.room('206').visit;
  const guestIds = visit?.guests.map((guest) => guest.id);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled()).toEqual([
    {
      visitId: visit?.id,
      guestIds,
      expectedTotalMinor: 44_400,
      payments: [{ tenderCode: 'cash-cny', amountMinor: 44_400 }],
    },
  ]);
  expect(await axeFindings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test('one guest by wristband; digits typed nowhere go to the amount; the change stands large', async () => {
  await openBill('13');
  await page.getByRole('heading', { name: '206' }).click();
  await page.keyboard.type('200');
  await page.getByText('¥62.00').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('¥62.00').waitFor();
  expect(settled()[0]).toMatchObject({
    expectedTotalMinor: 13_800,
    payments: [{ tenderCode: 'cash-cny', amountMinor: 20_000 }],
  });
  await page.getByRole('button', { name: '看账单' }).click();
  const paper = page.getByRole('img', { name: /B1121-0001/ });
  await paper.waitFor();
  expect(await paper.getAttribute('src')).toMatch(/^data:image\/svg\+xml/);
});

test('foreign cash first, the rest by a tender that needs its reference', async () => {
  await openBill('206');
  await page.getByRole('radio', { name: '港币现金' }).click();
  await page.getByText('HKD 汇率 0.9210，应收 HK$482.09').waitFor();
  await page.keyboard.type('300');
  await page.keyboard.press('Enter');
  await page.getByText('= ¥276.30').waitFor();
  await page.getByRole('radio', { name: '微信支付' }).click();
  await page.keyboard.press('Enter');
  await page.getByText('请输入交易号').waitFor();
  expect(settled()).toEqual([]);
  await page.keyboard.type('4200991');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled()[0]?.payments).toEqual([
    { tenderCode: 'cash-hkd', amountMinor: 30_000 },
    { tenderCode: 'wechat', amountMinor: 16_770, reference: '4200991' },
  ]);
});

test('a bill that changed meanwhile is refused, says what changed, and is settled once that was seen', async () => {
  await openBill('206');
  await page.keyboard.type('500');
  store.orderGoods('206', 'D06');
  await page.keyboard.press('Enter');
  await page.getByText('新增 可口可乐 ¥8.00').waitFor();
  expect(await page.getByLabel('金额（CNY）').inputValue()).toBe('500');
  await page.keyboard.press('Enter');
  await page.getByText('新增 可口可乐 ¥8.00').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled().map((data) => data.expectedTotalMinor)).toEqual([44_400, 45_200]);
});

test('clocks that still run are named with what to do, and nothing can be settled', async () => {
  await page.keyboard.type('208');
  await page.keyboard.press('Enter');
  await page.getByText(/6 号还在上钟（经典足疗）/).waitFor();
  expect(await page.getByRole('button', { name: /^收 / }).isDisabled()).toBe(true);
  expect(await page.getByRole('link', { name: '到房态处理 208 房' }).getAttribute('href')).toContain('208');
});

test('what was typed is still there after the store was away', async () => {
  await openBill('206');
  await page.keyboard.type('450');
  served.setReachable(false);
  await page.getByText('连接中断').waitFor();
  served.setReachable(true);
  await page.getByText('连接中断').waitFor({ state: 'detached' });
  expect(await page.getByLabel('金额（CNY）').inputValue()).toBe('450');
  await page.getByRole('button', { name: /^收 / }).click();
  await page.getByRole('heading', { name: /已结账/ }).waitFor();
});

test('a pre-bill prints; the next room of the party follows; the paid bill is on the list of today', async () => {
  await openBill('206');
  await page.getByRole('button', { name: '预打单' }).click();
  await expect.poll(() => store.received.map(({ command }) => command.name)).toContain('bill.show');
  await page.getByLabel('金额（CNY）').press('Enter');
  await page.getByRole('button', { name: '接着结同行的 208 房' }).click();
  await page.getByRole('heading', { name: '208' }).waitFor();
  await page.getByText('今日已结').click();
  await page.getByRole('button', { name: /B1121-0001/ }).click();
  await page.getByRole('img', { name: /B1121-0001/ }).waitFor();
});
