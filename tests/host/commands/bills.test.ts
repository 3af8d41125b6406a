import { describe, expect, it } from 'vitest';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import {
  clockIn,
  clocksIn,
  end,
  guestIn,
  guestsIn,
  nowhere,
  reason,
  refused,
  settle,
  start,
  visitIn,
} from './at-store.ts';

/** A room in which everybody had item 101 (138.00) and the clocks have ended. */
function served(roomNo = '202', guests = 2): TestStore {
  const store = new TestStore();
  store.onDuty('1', '2', '3');
  store.open(roomNo, '101', undefined, guests);
  start(store, roomNo);
  store.wait(60);
  end(store, roomNo);
  return store;
}

const tea = (store: TestStore, guestId: string, quantity = 1, goodsCode = 'D01') => {
  store.act('goods.order', { guestId, lines: [{ goodsCode, quantity }] });
  return store.state.goods.ofVisit(store.state.visits.guest(guestId)?.visitId ?? '').at(-1)?.id ?? '';
};

describe('paying', () => {
  it('one guest, then the last: each own things, and only then the room closes dirty', () => {
    const store = served();
    const [first = '', second = ''] = guestsIn(store, '202');
    tea(store, second);
    const one = settle(store, '202', [first], 13_800);
    expect(one.lines.map((line) => line.guestId)).toEqual([first]);
    expect(store.state.rooms.byNo('202')?.dirtySince).toBeNull();
    refused(store, 'GUEST_GONE', () => settle(store, '202', [first], 13_800));
    const two = settle(store, '202', [second], 16_600);
    expect([one.no, two.no]).toEqual(['B1121-0001', 'B1121-0002']);
    expect(store.state.visits.openIn('202')).toBeNull();
    expect(store.state.rooms.byNo('202')?.dirtySince).toBe(store.at);
  });

  it('some of several, and everybody at once', () => {
    const store = served('202', 3);
    const guests = guestsIn(store, '202');
    expect(settle(store, '202', guests.slice(0, 2), 27_600).lines.length).toBe(2);
    settle(store, '202', guests.slice(2), 13_800);
    const all = served('202', 3);
    expect(settle(all, '202', guestsIn(all, '202'), 41_400).lines.length).toBe(3);
    expect(all.state.visits.openIn('202')).toBeNull();
  });

  it('gives the band back to the next guest', () => {
    const store = new TestStore();
    store.act('visit.open', { roomNo: '201', guests: [{ wristbandNo: '8' }] });
    tea(store, guestIn(store, '201'));
    settle(store, '201', guestsIn(store, '201'), 2_800);
    expect(store.eventsOf('bill.settled')[0]?.wristbandNos).toEqual(['8']);
    store.act('visit.open', { roomNo: '202', guests: [{ wristbandNo: '8' }] });
  });

  it('waits for the clocks, and there must be something to pay', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    const pay = () => settle(store, '201', guestsIn(store, '201'), 13_800);
    expect(refused(store, 'CLOCKS_STILL_OPEN', pay).count).toBe(1);
    start(store, '201');
    refused(store, 'CLOCKS_STILL_OPEN', pay);
    store.act('clock.cancel', { clockId: clockIn(store, '201').id, reason });
    refused(store, 'NOTHING_TO_PAY', pay);
    const visitId = visitIn(store, '201');
    refused(store, 'NOTHING_TO_PAY', () => store.act('bill.show', { visitId, guestIds: guestsIn(store, '201') }));
    refused(store, 'GUEST_GONE', () => store.act('bill.show', { visitId, guestIds: [nowhere] }));
    refused(store, 'VISIT_UNKNOWN', () => store.act('bill.show', { visitId: nowhere, guestIds: [nowhere] }));
  });

  it('is told when the bill has changed since it was shown', () => {
    const store = served('201', 1);
    const guests = guestsIn(store, '201');
    const [shown] = store.act('bill.show', { visitId: visitIn(store, '201'), guestIds: guests });
    expect(shown?.payload).toMatchObject({ bill: { totalMinor: 13_800 } });
    tea(store, guests[0] ?? '');
    expect(refused(store, 'BILL_CHANGED', () => settle(store, '201', guests, 13_800)).totalMinor).toBe(16_600);
  });
});

describe('what is put on the counter', () => {
  const paying = (payments: { tenderCode: string; amountMinor: number; reference?: string }[]) => {
    const store = served('201', 1);
    return { store, pay: () => settle(store, '201', guestsIn(store, '201'), 13_800, payments) };
  };

  it.each([
    ['UNDERPAID', 'missingMinor', 100, [{ tenderCode: 'cash-cny', amountMinor: 13_700 }]],
    ['UNDERPAID', 'missingMinor', 13_800, []],
    ['OVERPAID', 'overMinor', 200, [{ tenderCode: 'wechat', amountMinor: 14_000, reference: 'W1' }]],
    ['TENDER_UNKNOWN', 'tenderCode', 'shells', [{ tenderCode: 'shells', amountMinor: 13_800 }]],
    ['TENDER_NOT_USABLE', 'tenderCode', 'purse', [{ tenderCode: 'purse', amountMinor: 13_800 }]],
    ['TENDER_NEEDS_REFERENCE', 'tenderCode', 'wechat', [{ tenderCode: 'wechat', amountMinor: 13_800 }]],
    ['TENDER_NEEDS_REFERENCE', 'tenderCode', 'wechat', [{ tenderCode: 'wechat', amountMinor: 13_800, reference: ' ' }]],
    ['PAYMENT_ZERO', 'tenderCode', 'cash-cny', [{ tenderCode: 'cash-cny', amountMinor: 0 }]],
  ] as const)('%s', (code, fact, value, payments) => {
    const { store, pay } = paying([...payments]);
    expect(refused(store, code, pay)[fact]).toBe(value);
  });

  it('gives change in the store’s currency from notes of another, at the frozen rate', () => {
    // 200.00 HKD at 0.9210 are 184.20.
    const { pay } = paying([{ tenderCode: 'cash-hkd', amountMinor: 20_000 }]);
    const bill = pay();
    expect(bill.changeMinor).toBe(4_620);
    expect(bill.payments).toEqual([
      {
        tenderCode: 'cash-hkd',
        currency: 'HKD',
        amountMinor: 20_000,
        rate: '0.9210',
        valueMinor: 18_420,
        reference: null,
      },
    ]);
  });

  it('takes several tenders; change comes only from those that give it', () => {
    const wechat = { tenderCode: 'wechat', amountMinor: 10_000, reference: 'W1' };
    expect(paying([wechat, { tenderCode: 'cash-cny', amountMinor: 5_000 }]).pay().changeMinor).toBe(1_200);
    const { store, pay } = paying([
      { ...wechat, amountMinor: 15_000 },
      { tenderCode: 'cash-cny', amountMinor: 1_000 },
    ]);
    // 22.00 over, 10.00 of it in cash.
    expect(refused(store, 'OVERPAID', pay).overMinor).toBe(1_200);
  });

  it('is nothing for a bill of nothing', () => {
    const site = exampleSite();
    const services = site.services.map((service) => (service.code === '101' ? { ...service, price: 0 } : service));
    const store = new TestStore({ ...site, services });
    store.onDuty('1');
    store.open('201', '101');
    start(store, '201');
    store.wait(60);
    end(store, '201');
    const bill = settle(store, '201', guestsIn(store, '201'), 0);
    expect([bill.totalMinor, bill.payments, bill.lines.length]).toEqual([0, [], 1]);
    expect(store.state.visits.openIn('201')).toBeNull();
  });
});

describe('the minimum charge of a room', () => {
  it('falls on whoever pays last', () => {
    const store = served('401', 2);
    const [first = '', second = ''] = guestsIn(store, '401');
    expect(settle(store, '401', [first], 13_800).lines.length).toBe(1);
    // 588.00 less what the first paid, less the own 138.00.
    const last = settle(store, '401', [second], 45_000);
    expect(last.lines.at(-1)).toMatchObject({ kind: 'minimum-charge', amountMinor: 31_200 });
  });

  it('falls on the last who had something, also while somebody without anything is there', () => {
    const store = served('401', 1);
    const visitId = visitIn(store, '401');
    store.act('visit.addGuest', { visitId });
    const [who = ''] = guestsIn(store, '401');
    const bill = settle(store, '401', [who], 58_800);
    expect(bill.lines.at(-1)).toMatchObject({ kind: 'minimum-charge', amountMinor: 45_000 });
    store.act('visit.close', { visitId });
    expect(store.state.visits.openIn('401')).toBeNull();
  });

  it('is not added to those who had more, nor to somebody who had nothing', () => {
    const store = served('401', 1);
    tea(store, guestIn(store, '401'), 2, 'S06');
    expect(settle(store, '401', guestsIn(store, '401'), 67_400).lines.map((line) => line.kind)).toEqual([
      'clock',
      'goods',
    ]);
    store.act('room.clean', { roomNo: '401' });
    store.open('401', null);
    refused(store, 'NOTHING_TO_PAY', () => settle(store, '401', guestsIn(store, '401'), 58_800));
    store.act('visit.close', { visitId: visitIn(store, '401') });
  });
});

describe('rounding', () => {
  it('is a line of the bill', () => {
    const site = exampleSite();
    const goods = site.goods.map((one) => (one.code === 'D01' ? { ...one, price: 2_850 } : one));
    const store = new TestStore({ ...site, goods });
    store.open('201', null);
    tea(store, guestIn(store, '201'));
    const bill = settle(store, '201', guestsIn(store, '201'), 2_800);
    expect(bill.lines.at(-1)).toMatchObject({ kind: 'rounding', amountMinor: -50 });
  });
});

describe('goods', () => {
  it('are taken from stock whole or not at all, and put back when cancelled', () => {
    const store = new TestStore();
    store.open('201', null);
    const guestId = guestIn(store, '201');
    const left = () => store.state.goods.stockOf('S03');
    expect(left()).toBe(5);
    // The same article twice in one order counts together.
    const twice = [
      { goodsCode: 'D01', quantity: 1 },
      { goodsCode: 'S03', quantity: 3 },
      { goodsCode: 'S03', quantity: 3 },
    ];
    expect(refused(store, 'GOODS_SOLD_OUT', () => store.act('goods.order', { guestId, lines: twice })).left).toBe(5);
    expect(store.state.goods.stockOf('D01')).toBe(119);
    const lineId = tea(store, guestId, 5, 'S03');
    expect(left()).toBe(0);
    refused(store, 'GOODS_SOLD_OUT', () => tea(store, guestId, 1, 'S03'));
    store.act('goods.cancel', { lineId, reason });
    expect(left()).toBe(5);
    refused(store, 'GOODS_LINE_CLOSED', () => store.act('goods.cancel', { lineId, reason }));
    refused(store, 'GOODS_LINE_UNKNOWN', () => store.act('goods.cancel', { lineId: nowhere, reason }));
    refused(store, 'GOODS_UNKNOWN', () => tea(store, guestId, 1, 'X99'));
    refused(store, 'INPUT_INVALID', () => tea(store, guestId, 0));
    // Made to order: never sold out.
    tea(store, guestId, 99, 'F01');
    expect(store.state.goods.stockOf('F01')).toBeNull();
  });

  it('are delivered once, and neither cancelled nor put back once paid', () => {
    const store = new TestStore();
    store.open('201', null);
    const lineId = tea(store, guestIn(store, '201'));
    store.act('goods.deliver', { lineIds: [lineId, lineId] });
    refused(store, 'GOODS_DELIVERED', () => store.act('goods.deliver', { lineIds: [lineId] }));
    refused(store, 'GOODS_LINE_UNKNOWN', () => store.act('goods.deliver', { lineIds: [nowhere] }));
    const cancelled = tea(store, guestIn(store, '201'));
    store.act('goods.cancel', { lineId: cancelled, reason });
    refused(store, 'GOODS_LINE_CLOSED', () => store.act('goods.deliver', { lineIds: [cancelled] }));
    const guestId = guestIn(store, '201');
    settle(store, '201', [guestId], 2_800);
    refused(store, 'GOODS_LINE_CLOSED', () => store.act('goods.cancel', { lineId, reason }));
    refused(store, 'GUEST_GONE', () => tea(store, guestId));
    expect(store.state.goods.stockOf('D01')).toBe(118);
  });

  it('are counted by hand with a reason, never below nothing', () => {
    const store = new TestStore();
    const adjust = (goodsCode: string, quantity: number) => store.act('stock.adjust', { goodsCode, quantity, reason });
    adjust('S03', -5);
    expect(store.state.goods.stockOf('S03')).toBe(0);
    refused(store, 'GOODS_SOLD_OUT', () => adjust('S03', -1));
    refused(store, 'GOODS_UNKNOWN', () => adjust('X99', 1));
    refused(store, 'GOODS_NOT_COUNTED', () => adjust('F01', 1));
    refused(store, 'INPUT_INVALID', () => store.act('stock.adjust', { goodsCode: 'S03', quantity: 1, reason: ' ' }));
  });
});

describe('an item for two guests', () => {
  it('stands on the first one’s bill; the second owes nothing more for it', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders: [{ serviceCode: '104' }] });
    expect(clocksIn(store, '202').map((clock) => clock.priceMinor)).toEqual([32_800, 0]);
    start(store, '202');
    store.wait(80);
    end(store, '202');
    const [first = '', second = ''] = guestsIn(store, '202');
    settle(store, '202', [first], 32_800);
    expect(settle(store, '202', [second], 0).totalMinor).toBe(0);
  });
});
