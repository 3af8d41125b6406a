import { beforeEach, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

beforeEach(async () => {
  await desk.openAs('C01');
  await desk.page.getByRole('link', { name: '收银' }).click();
  await desk.page.getByLabel('手牌或房号').waitFor();
});

/** What the store was asked to settle, in order. */
function settled() {
  return desk.store.received.flatMap(({ command }) => (command.name === 'bill.settle' ? [command.data] : []));
}

async function openBill(typed: string) {
  await desk.page.keyboard.type(typed);
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: /^收 / }).waitFor();
}

test('by keys alone: room, Enter, Enter takes the exact amount in cash', async () => {
  await openBill('206');
  const visit = desk.store.scene.room('206').visit;
  const guestIds = visit?.guests.map((guest) => guest.id);
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled()).toEqual([
    {
      visitId: visit?.id,
      guestIds,
      expectedTotalMinor: 44_400,
      payments: [{ tenderCode: 'cash-cny', amountMinor: 44_400 }],
    },
  ]);
  expect(await axeFindings(desk.page)).toEqual([]);
  expect(desk.errors).toEqual([]);
});

test('one guest by wristband; digits typed nowhere go to the amount; the change stands large', async () => {
  await openBill('13');
  await desk.page.getByRole('heading', { name: '206' }).click();
  await desk.page.keyboard.type('200');
  await desk.page.getByText('¥62.00').waitFor();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('status').getByText('¥62.00').waitFor();
  expect(settled()[0]).toMatchObject({
    expectedTotalMinor: 13_800,
    payments: [{ tenderCode: 'cash-cny', amountMinor: 20_000 }],
  });
  await desk.page.getByRole('button', { name: '看账单' }).click();
  const paper = desk.page.getByRole('img', { name: /B1121-0001/ });
  await paper.waitFor();
  expect(await paper.getAttribute('src')).toMatch(/^data:image\/svg\+xml/);
});

test('foreign cash first, the rest by a tender that needs its reference', async () => {
  await openBill('206');
  await desk.page.getByRole('radio', { name: '港币现金' }).click();
  await desk.page.getByText('HKD 汇率 0.9210，应收 HK$482.09').waitFor();
  await desk.page.keyboard.type('300');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('= ¥276.30').waitFor();
  await desk.page.getByRole('radio', { name: '微信支付' }).click();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('请输入交易号').waitFor();
  expect(settled()).toEqual([]);
  await desk.page.keyboard.type('4200991');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled()[0]?.payments).toEqual([
    { tenderCode: 'cash-hkd', amountMinor: 30_000 },
    { tenderCode: 'wechat', amountMinor: 16_770, reference: '4200991' },
  ]);
});

test('a bill that changed meanwhile is refused, says what changed, and is settled once that was seen', async () => {
  await openBill('206');
  await desk.page.keyboard.type('500');
  desk.store.orderGoods('206', 'D06');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('新增 可口可乐 ¥8.00').waitFor();
  expect(await desk.page.getByLabel('金额（CNY）').inputValue()).toBe('500');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText('新增 可口可乐 ¥8.00').waitFor({ state: 'detached' });
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled().map((data) => data.expectedTotalMinor)).toEqual([44_400, 45_200]);
});

test('clocks that still run are named with what to do, and nothing can be settled', async () => {
  await desk.page.keyboard.type('208');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByText(/6 号还在上钟（经典足疗）/).waitFor();
  expect(await desk.page.getByRole('button', { name: /^收 / }).isDisabled()).toBe(true);
  expect(await desk.page.getByRole('link', { name: '到房态处理 208 房' }).getAttribute('href')).toContain('208');
});

test('what was typed is still there after the store was away', async () => {
  await openBill('206');
  await desk.page.keyboard.type('450');
  desk.served.setReachable(false);
  await desk.page.getByText('连接中断').waitFor();
  desk.served.setReachable(true);
  await desk.page.getByText('连接中断').waitFor({ state: 'detached' });
  expect(await desk.page.getByLabel('金额（CNY）').inputValue()).toBe('450');
  await desk.page.getByRole('button', { name: /^收 / }).click();
  await desk.page.getByRole('heading', { name: /已结账/ }).waitFor();
});

test('a pre-bill prints; the next room of the party follows; the paid bill is on the list of today', async () => {
  await openBill('206');
  await desk.page.getByRole('button', { name: '预打单' }).click();
  await expect.poll(() => desk.store.received.map(({ command }) => command.name)).toContain('bill.show');
  await desk.page.getByLabel('金额（CNY）').press('Enter');
  await desk.page.getByRole('button', { name: '接着结同行的 208 房' }).click();
  await desk.page.getByRole('heading', { name: '208' }).waitFor();
  await desk.page.getByText('今日已结').click();
  await desk.page.getByRole('button', { name: /B1121-0001/ }).click();
  await desk.page.getByRole('img', { name: /B1121-0001/ }).waitFor();
});

test('an amount typed with a Chinese keyboard is that amount; one that is none is said to be none, and books nothing', async () => {
  await openBill('206');
  const amount = desk.page.getByLabel(/^金额/);
  await amount.fill('500。50');
  await desk.page.getByText('¥56.50').waitFor();
  await amount.fill('１，０００');
  await desk.page.getByText('¥556.00').waitFor();
  for (const typed of ['500，5', '4829137123456', '500元']) {
    await amount.fill(typed);
    await desk.page.getByText('金额看不懂').waitFor();
    expect(await amount.inputValue()).toBe(typed.normalize('NFKC'));
    await desk.page.keyboard.press('Enter');
  }
  expect(settled()).toEqual([]);
});

test('a link to a bill shows that bill, whatever stands there: another, a settled one with its change, the same link again', async () => {
  const line = async (typed: string) => {
    await desk.page.keyboard.press('Control+k');
    await desk.page.keyboard.type(typed);
    await desk.page.keyboard.press('Enter');
  };
  const shows = (roomNo: string) => desk.page.getByRole('heading', { name: roomNo, exact: true }).waitFor();
  await openBill('206');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: /已结账/ }).waitFor();
  await line('208 买单');
  await shows('208');
  await desk.page.keyboard.press('Escape');
  await desk.page.getByText('选一张账单').waitFor();
  await line('208 买单');
  await shows('208');
});

test('a payment code scanned into the reference is the reference, also where it looks like a card', async () => {
  await openBill('206');
  await desk.page.getByRole('radio', { name: '微信' }).click();
  const reference = desk.page.getByLabel('交易号');
  await reference.focus();
  await desk.page.keyboard.type('4200991234');
  expect(await reference.inputValue()).toBe('4200991234');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: /已结账/ }).waitFor();
  expect(settled()[0]?.payments).toMatchObject([{ tenderCode: 'wechat', reference: '4200991234' }]);
  expect(desk.store.calls.filter((call) => call.startsWith('card'))).toEqual([]);
});
