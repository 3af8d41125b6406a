import { describe, expect, it } from 'vitest';
import type { TestStore } from '../test-store.ts';
import { end, guestsIn, refused, settle, start, visitIn } from './at-store.ts';
import { approval } from './manager.ts';
import { listed, storeWith } from './money-store.ts';

/** A room that is ready to pay 138.00. */
function toPay(store: TestStore, roomNo: string) {
  store.open(roomNo, '101');
  start(store, roomNo);
  store.wait(60);
  end(store, roomNo);
  return { visitId: visitIn(store, roomNo), guests: guestsIn(store, roomNo) };
}

const external = (store: TestStore) => {
  const tender = [...store.state.site.tenders.values()].find(({ kind }) => kind === 'external');
  if (!tender) throw new Error('no external tender');
  return tender.code;
};

describe('a reference of a payment', () => {
  it('is used once, whatever its case; again only where a manager says so', () => {
    const store = storeWith();
    const tenderCode = external(store);
    const pay = (roomNo: string, reference: string) =>
      settle(store, roomNo, guestsIn(store, roomNo), 13_800, [{ tenderCode, amountMinor: 13_800, reference }]);
    toPay(store, '201');
    pay('201', 'T-77');
    const { visitId, guests } = toPay(store, '203');
    const asked = refused(store, 'REFERENCE_USED', () => pay('203', 't-77'));
    expect(asked).toMatchObject({ act: 'bill.settle', subject: { kind: 'visit', id: visitId }, amountMinor: 13_800 });
    store.act('bill.settle', {
      visitId,
      guestIds: guests,
      payments: [{ tenderCode, amountMinor: 13_800, reference: 't-77' }],
      expectedTotalMinor: 13_800,
      authorisationId: approval(store, 'bill.settle', visitId, 13_800, 'visit'),
    });
    expect(listed(store, 'reference-reused')).toMatchObject([
      { actor: 'R01', allowedBy: 'M01', roomNo: '203', amountMinor: 13_800, reason: 't-77 · so be it' },
    ]);
  });

  it.each(['4200001', '４２００－００１', 'wx 4200 001', '4200.001'])(
    '%s is 4200-001, however it is written',
    (again) => {
      const store = storeWith();
      const tenderCode = external(store);
      const pay = (roomNo: string, reference: string) =>
        settle(store, roomNo, guestsIn(store, roomNo), 13_800, [{ tenderCode, amountMinor: 13_800, reference }]);
      toPay(store, '201');
      pay('201', again.startsWith('wx') ? 'WX4200-001' : '4200-001');
      toPay(store, '203');
      refused(store, 'REFERENCE_USED', () => pay('203', again));
      pay('203', '4200-002');
    },
  );

  it('of signs alone is one, too', () => {
    const store = storeWith();
    const tenderCode = external(store);
    const half = (reference: string) => ({ tenderCode, amountMinor: 6_900, reference });
    toPay(store, '201');
    const pay = (other: string) => settle(store, '201', guestsIn(store, '201'), 13_800, [half('--'), half(other)]);
    refused(store, 'REFERENCE_USED', () => pay('--'));
    pay('-');
  });

  it('stands once on a bill, too', () => {
    const store = storeWith();
    const tenderCode = external(store);
    toPay(store, '201');
    const half = { tenderCode, amountMinor: 6_900, reference: '1' };
    refused(store, 'REFERENCE_USED', () => settle(store, '201', guestsIn(store, '201'), 13_800, [half, half]));
  });
});

describe('change', () => {
  const pay = (store: TestStore, amountMinor: number, tenderCode: string, authorisationId?: string) =>
    store.act('bill.settle', {
      visitId: visitIn(store, '201'),
      guestIds: guestsIn(store, '201'),
      payments: [{ tenderCode, amountMinor }],
      expectedTotalMinor: 13_800,
      ...(authorisationId && { authorisationId }),
    });

  it('up to the largest note of the tender is given by anybody', () => {
    const store = storeWith();
    toPay(store, '201');
    pay(store, 23_800, 'cash-cny');
  });

  it('above it needs a manager, and stands on the list', () => {
    const store = storeWith();
    const { visitId } = toPay(store, '201');
    const asked = refused(store, 'CHANGE_TOO_HIGH', () => pay(store, 50_000, 'cash-cny'));
    expect(asked).toMatchObject({ act: 'bill.settle', amountMinor: 36_200, currency: 'CNY' });
    pay(store, 50_000, 'cash-cny', approval(store, 'bill.settle', visitId, 36_200, 'visit'));
    expect(listed(store, 'change-high')).toMatchObject([
      { actor: 'R01', allowedBy: 'M01', roomNo: '201', amountMinor: 36_200, currency: 'CNY' },
    ]);
  });

  it('of a foreign note is measured by the foreign note, and ten million dollars are refused to everybody', () => {
    const store = storeWith();
    const { visitId } = toPay(store, '201');
    const asked = refused(store, 'CHANGE_TOO_HIGH', () => pay(store, 30_000, 'cash-usd'));
    expect(Number(asked.amountMinor)).toBeGreaterThan(60_000);
    const authorisationId = approval(store, 'bill.settle', visitId, 1, 'visit');
    refused(store, 'CHANGE_ABSURD', () => pay(store, 1_000_000_000, 'cash-usd', authorisationId));
    pay(store, 10_000, 'cash-usd');
  });

  it('has the limit that the settings name', () => {
    const store = storeWith((site) => {
      for (const tender of site.tenders) if (tender.code === 'cash-cny') tender.changeLimit = 1_000;
    });
    toPay(store, '201');
    refused(store, 'CHANGE_TOO_HIGH', () => pay(store, 15_000, 'cash-cny'));
  });
});
