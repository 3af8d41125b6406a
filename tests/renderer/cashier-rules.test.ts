import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BillPreview } from '../../host/parts/bills/views.ts';
import { differencesOf } from '../../renderer/store/cashier/bill-changes.ts';
import { findVisits, guestWith, openVisitsOf, partyOf } from '../../renderer/store/cashier/open-visits.ts';
import {
  balanceOf,
  dueIn,
  type PaymentDraft,
  standingOf,
  usableTenders,
} from '../../renderer/store/cashier/payment-draft.ts';
import { BusyStore } from './support/busy-store.ts';

const store = new BusyStore();
const catalog = store.catalog();
const rooms = new Map(store.scene.rooms.map((room) => [room.no, room]));
const visits = openVisitsOf({ roomNos: [...rooms.keys()], rooms });

function draft(change: Partial<PaymentDraft>): PaymentDraft {
  return { tenderCode: 'cash-cny', typed: '', reference: '', payments: [], ...change };
}

describe('payments', () => {
  const anyPayment = fc.record({
    tenderCode: fc.constantFrom(...usableTenders(catalog).map((tender) => tender.code)),
    amountMinor: fc.integer({ min: 1, max: 10_000_000 }),
    reference: fc.constant('x'),
  });

  test('what is paid is the total and the rest, the change or the excess: never more than one of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.array(anyPayment, { maxLength: 6 }), (total, payments) => {
        const { paidMinor, remainingMinor, changeMinor, excessMinor } = balanceOf(total, payments, catalog);
        expect(paidMinor).toBe(total - remainingMinor + changeMinor + excessMinor);
        expect(Math.min(remainingMinor, changeMinor + excessMinor)).toBe(0);
      }),
    );
  });

  test('the exact amount in any tender leaves nothing due, and less change than its smallest coin is worth', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...usableTenders(catalog)),
        fc.integer({ min: 1, max: 5_000_000 }),
        (tender, total) => {
          const amountMinor = dueIn(tender, total, catalog);
          const exact = balanceOf(total, [{ tenderCode: tender.code, amountMinor, reference: '' }], catalog);
          expect(exact.remainingMinor).toBe(0);
          const less = balanceOf(
            total,
            [{ tenderCode: tender.code, amountMinor: amountMinor - 1, reference: '' }],
            catalog,
          );
          expect(less.remainingMinor).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('nothing typed takes exactly what is due', () => {
    const standing = standingOf(44_400, draft({}), catalog);
    expect(standing.pending?.amountMinor).toBe(44_400);
    expect(standing.after).toMatchObject({ remainingMinor: 0, changeMinor: 0 });
  });

  test('500 in cash on 444 gives 56 back; on a tender without change it is too much', () => {
    expect(standingOf(44_400, draft({ typed: '500' }), catalog).after.changeMinor).toBe(5600);
    const external = standingOf(44_400, draft({ tenderCode: 'alipay', typed: '500', reference: 'r' }), catalog);
    expect(external.problem).toBe('no-change');
    expect(external.after.excessMinor).toBe(5600);
  });

  test('a reference is asked where the tender needs one', () => {
    expect(standingOf(100, draft({ tenderCode: 'wechat' }), catalog).problem).toBe('reference');
    expect(standingOf(100, draft({ tenderCode: 'wechat', reference: '77' }), catalog).problem).toBeNull();
  });

  test('what is no amount is said to be none', () => {
    for (const typed of ['.', '1.234', '0', '1.2.3']) {
      expect(standingOf(100, draft({ typed }), catalog).problem).toBe('amount');
    }
  });

  test('member cards, vouchers and accounts are not offered', () => {
    expect(usableTenders(catalog).map((tender) => tender.code)).toEqual([
      'cash-cny',
      'cash-hkd',
      'cash-usd',
      'wechat',
      'alipay',
      'bankcard',
    ]);
  });
});

describe('open visits', () => {
  test('those that wait to pay come first', () => {
    expect(visits[0]?.roomNo).toBe('206');
    expect(visits.map((open) => open.isReady).lastIndexOf(true)).toBe(0);
  });

  test('a room means all of its guests, a wristband that guest', () => {
    expect(findVisits(visits, '206')[0]).toMatchObject({ guestId: null, exact: true, open: { roomNo: '206' } });
    const byBand = findVisits(visits, '13')[0];
    const guest = rooms.get('206')?.visit?.guests.find((one) => one.wristbandNo === '13');
    expect(byBand).toMatchObject({ guestId: guest?.id, exact: true });
  });

  test('where bands are numbered like rooms both are found, and the band is its guest', () => {
    const numbered = (roomNo: string, bandNo: string) =>
      visits.map((open) =>
        open.roomNo !== roomNo
          ? open
          : {
              ...open,
              visit: {
                ...open.visit,
                guests: open.visit.guests.map((guest, at) => (at === 0 ? { ...guest, wristbandNo: bandNo } : guest)),
              },
            },
      );
    const two = visits.find(({ visit }) => visit.guests.length > 1);
    const other = visits.find(({ roomNo }) => roomNo !== two?.roomNo);
    if (!two || !other) throw new Error('the scene has no two visits');
    const first = two.visit.guests[0]?.id;
    // In their own room, and worn by a guest of another.
    expect(findVisits(numbered(two.roomNo, two.roomNo), two.roomNo).map(({ guestId }) => guestId)).toEqual([
      null,
      first,
    ]);
    const elsewhere = findVisits(numbered(two.roomNo, other.roomNo), other.roomNo);
    expect(elsewhere.filter(({ exact }) => exact).map(({ open, guestId }) => [open.roomNo, guestId])).toEqual(
      expect.arrayContaining([
        [other.roomNo, null],
        [two.roomNo, first],
      ]),
    );
    expect(guestWith(numbered(two.roomNo, two.roomNo), two.roomNo)).toEqual({
      visitId: two.visit.id,
      guestIds: [first],
    });
    expect(guestWith(visits, 'nowhere')).toBeNull();
  });

  test('a number that is nowhere finds nothing', () => {
    expect(findVisits(visits, '999')).toEqual([]);
  });

  test('visits that came together are together', () => {
    const visit = rooms.get('206')?.visit;
    expect(visit && partyOf(visits, visit).map((open) => open.roomNo)).toEqual(['206', '208']);
  });
});

test('what changed on a bill is named: new, gone, other amount', () => {
  const line = (refId: string, amountMinor: number): BillPreview['lines'][number] => ({
    kind: 'goods',
    refId,
    guestId: 'g',
    code: 'D01',
    quantity: 1,
    unitPriceMinor: amountMinor,
    amountMinor,
    technicianNos: [],
    startedAt: null,
    endedAt: null,
    wristbandNo: null,
  });
  const found = differencesOf([line('a', 1), line('b', 2), line('c', 3)], [line('a', 1), line('c', 4), line('d', 5)]);
  expect(found.map(({ kind, beforeMinor, afterMinor }) => [kind, beforeMinor, afterMinor])).toEqual([
    ['changed', 3, 4],
    ['added', 0, 5],
    ['removed', 2, 0],
  ]);
});
