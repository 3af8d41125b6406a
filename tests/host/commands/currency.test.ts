import { describe, expect, it } from 'vitest';
import { event, presentEvent } from '../../../core/model/events.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { billDue } from '../../../core/rules/bills/decide.ts';
import { billsOfDay } from '../../../db/parts/bills/queries.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { codeOf } from '../code-of.ts';
import { viewsOf } from '../screens/views-of.ts';
import { TestStore } from '../test-store.ts';

/** A journal of before, when a site file could still change the currency: the numbers of the prices stay. */
function changeCurrency(store: TestStore, currency: string): void {
  const { site } = store.state.site;
  store.wait(1);
  const tenders = site.tenders.map((tender) => (tender.kind === 'cash' ? { ...tender, currency } : tender));
  const others = tenders.filter((tender) => tender.currency === currency);
  const changed = { ...site, store: { ...site.store, currency }, tenders: others, currencies: [] } as unknown as Site;
  const { at, businessDate } = store;
  const command = { id: store.newId(), hash: 'x', at, businessDate, actor: 'M01', station: 'desk' };
  const imported = event('site.imported', { site: changed, demo: true });
  store.db.transact((tx) => store.db.append(tx, command, [imported], () => store.newId()));
  store.wait(1);
}

function openWith(store: TestStore, roomNo: string, serviceCode: string): { visitId: string; guestId: string } {
  store.open(roomNo, serviceCode);
  const visitId = store.state.visits.openIn(roomNo)?.id ?? '';
  return { visitId, guestId: store.state.visits.guestsOf(visitId)[0]?.id ?? '' };
}

function serve(store: TestStore, visitId: string): void {
  for (const { id: clockId, state } of store.state.clocks.ofVisit(visitId)) {
    if (state !== 'called') continue;
    store.act('clock.start', { clockId, atRoomNo: store.state.clocks.byId(clockId)?.roomNo ?? '' });
    store.wait(90);
    store.act('clock.end', { clockId });
  }
}

function settle(store: TestStore, visitId: string, guestId: string, tenderCode: string): void {
  const { totalMinor } = billDue(store.state, visitId, [guestId]);
  const payments = [{ tenderCode, amountMinor: totalMinor }];
  store.act('bill.settle', { visitId, guestIds: [guestId], payments, expectedTotalMinor: totalMinor });
}

describe('money says its currency', () => {
  it('everything written says it: what was ordered, billed, earned, locked, approved', () => {
    const store = new TestStore();
    store.onDuty('1');
    const { visitId, guestId } = openWith(store, '201', '101');
    store.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity: 2 }] });
    store.act('bill.show', { visitId, guestIds: [guestId] });
    serve(store, visitId);
    settle(store, visitId, guestId, 'cash-cny');
    store.act('commission.correct', { payeeNo: '1', aboutMonth: '2026-11', amountMinor: 500, reason: 'x' }, 'M01');
    store.act('commission.printPayslip', { month: '2026-11', payeeNo: '1' }, 'M01');
    const said = store.db.read.all<{ type: string; payload: string }>(
      `SELECT type, payload FROM journal WHERE payload LIKE '%Minor"%' AND type NOT GLOB 's[ei]t*' ORDER BY seq`,
    );
    expect(new Set(said.map(({ type }) => type))).toEqual(
      new Set([
        ...['clock.ordered', 'goods.ordered', 'bill.shown', 'bill.settled', 'commission.earned'],
        ...['commission.corrected', 'commission.payslipPrinted'],
      ]),
    );
    for (const { type, payload } of said) expect(payload, type).toContain('"currency":"CNY"');
  });

  it('a bill of before keeps its currency when the store changes its own, on screens and in what is earned', () => {
    const store = new TestStore();
    store.onDuty('1');
    const { visitId, guestId } = openWith(store, '201', '101');
    serve(store, visitId);
    settle(store, visitId, guestId, 'cash-cny');
    changeCurrency(store, 'JPY');
    expect(billsOfDay(store.db.read, store.businessDate).map(({ currency }) => currency)).toEqual(['CNY']);
    expect(store.state.pay.payslip('2026-11', '1')?.currency).toBe('CNY');
    const next = openWith(store, '202', '101');
    expect(store.state.clocks.ofVisit(next.visitId)[0]?.currency).toBe('JPY');
    expect(billDue(store.state, next.visitId, [next.guestId]).currency).toBe('JPY');
  });

  it('what was sold before is billed in what it was sold in, and nothing of now is added to it', () => {
    const store = new TestStore();
    store.onDuty('1');
    const { visitId, guestId } = openWith(store, '201', '101');
    serve(store, visitId);
    changeCurrency(store, 'JPY');
    const due = billDue(store.state, visitId, [guestId]);
    expect(due.currency).toBe('CNY');
    // Paid in yen there is no rate for it: those of the day are for yen.
    expect(codeOf(() => settle(store, visitId, guestId, 'cash-cny'))).toBe('MONEY_CURRENCIES_MIXED');
    store.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity: 1 }] });
    expect(codeOf(() => billDue(store.state, visitId, [guestId]))).toBe('MONEY_CURRENCIES_MIXED');
    // The board tells both sums, and goes on.
    const room = viewsOf(store)
      .snapshot()
      .rooms.find(({ no }) => no === '201');
    expect(room?.visit?.totals.map(({ currency }) => currency)).toEqual(['CNY', 'JPY']);
  });

  it('pay in two currencies is not added up', () => {
    const store = new TestStore();
    store.onDuty('1');
    const { visitId } = openWith(store, '201', '101');
    serve(store, visitId);
    changeCurrency(store, 'JPY');
    store.act('commission.correct', { payeeNo: '1', aboutMonth: '2026-11', amountMinor: 500, reason: 'x' }, 'M01');
    expect(codeOf(() => store.state.pay.totals('2026-11'))).toBe('MONEY_CURRENCIES_MIXED');
  });

  it('an event of before reads as one that does not say it, and is kept in the store’s own of then', () => {
    const { site } = new TestStore(exampleSite()).state.site;
    const ordered = { orderId: 'o', visitId: 'v', guestId: 'g', roomNo: '201', wristbandNo: null, lines: [] };
    const read = presentEvent({ type: 'goods.ordered', version: 1, payload: ordered });
    expect(read).toEqual({ type: 'goods.ordered', version: 2, payload: { ...ordered, currency: null } });
    expect(site.store.currency).toBe('CNY');
  });
});
