import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/model/events.ts';
import type { IncidentKind } from '../../../core/model/incident.ts';
import { incidentsOf } from '../../../db/parts/incidents/queries.ts';
import { verifyStore } from '../../../db/verify.ts';
import { SettingsBook } from '../../../host/parts/settings/settings-book.ts';
import { codesOf, journalOf, written } from '../../db/forged.ts';
import { TestStore } from '../test-store.ts';
import { end, guestsIn, settle, start } from './at-store.ts';

const dayMs = 24 * 60 * 60_000;
const listed = (store: TestStore, kind: IncidentKind) =>
  incidentsOf(store.db.read, store.businessDate).filter((one) => one.kind === kind);

/** A bill paid while the computer's date was three days ahead. */
function paidAhead(): TestStore {
  const store = new TestStore();
  store.onDuty('1');
  store.at += 3 * dayMs;
  store.open('201', '101');
  start(store, '201');
  store.wait(60);
  end(store, '201');
  settle(store, '201', guestsIn(store, '201'), 13_800);
  return store;
}

/** Goes by another time, as the store's clock has it done. */
function setTime(store: TestStore, byMs: number, actor: string, followed = true): void {
  const fromAt = store.at;
  if (followed) store.at += byMs;
  store.act('store.recordClockJump', { fromAt, toAt: fromAt + byMs, followed }, actor);
}

describe('the time of the store', () => {
  it('set back by somebody stands on the list, with every bill that is of a day to come by it', () => {
    const store = paidAhead();
    setTime(store, -3 * dayMs, 'M01');
    expect(listed(store, 'time-set')).toMatchObject([{ actor: 'M01', minutes: -3 * 24 * 60 }]);
    expect(listed(store, 'bill-misdated')).toMatchObject([
      {
        actor: 'M01',
        roomNo: '201',
        amountMinor: 13_800,
        currency: 'CNY',
        reason: expect.stringContaining('2026-11-24'),
      },
    ]);
  });

  it('set within a day leaves no bill on another one; set right by the computer a little, nobody has to look', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    start(store, '201');
    end(store, '201');
    settle(store, '201', guestsIn(store, '201'), 13_800);
    store.wait(120);
    setTime(store, -90 * 60_000, 'M01');
    setTime(store, 60_000, 'system');
    setTime(store, 5 * 60 * 60_000, 'M01', false);
    expect(listed(store, 'bill-misdated')).toEqual([]);
    expect(listed(store, 'time-set')).toMatchObject([{ actor: 'M01', minutes: -90 }]);
  });

  it('set back within a day names the clocks and bills that lie after it, and set forward what is still to be paid', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('201', '101');
    start(store, '201');
    store.wait(60);
    end(store, '201');
    settle(store, '201', guestsIn(store, '201'), 13_800);
    store.wait(1);
    setTime(store, -3 * 60 * 60_000, 'M01');
    expect(listed(store, 'clock-time-moved')).toMatchObject([{ technicianNo: '1', roomNo: '201', minutes: -180 }]);
    expect(listed(store, 'bill-time-moved')).toMatchObject([{ roomNo: '201', amountMinor: 13_800, actor: 'M01' }]);
    expect(listed(store, 'bill-misdated')).toEqual([]);

    const ahead = new TestStore();
    ahead.onDuty('1');
    ahead.open('201', '101');
    start(ahead, '201');
    end(ahead, '201');
    setTime(ahead, 2 * 60 * 60_000, 'system');
    expect(listed(ahead, 'bill-time-moved')).toMatchObject([{ roomNo: '201', amountMinor: 13_800, minutes: 120 }]);
    expect(listed(ahead, 'clock-time-moved')).toEqual([]);
    expect(codesOf(verifyStore(written(journalOf(ahead))).problems)).toEqual([]);
  });

  it('put right a little by the computer moves nothing that somebody has to look at', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    start(store, '201');
    end(store, '201');
    setTime(store, 60_000, 'system');
    expect(listed(store, 'bill-time-moved')).toEqual([]);
  });

  it('stands in the log of the settings, with who set it', () => {
    const store = paidAhead();
    setTime(store, -3 * dayMs, 'M01');
    const { db } = store;
    const book = new SettingsBook({ db, now: () => store.at, businessDate: () => store.businessDate });
    expect(book.changes(null).times).toMatchObject([{ actor: 'M01', at: store.at, minutes: -3 * 24 * 60 }]);
    expect(book.changes({ from: '2026-11-01', to: '2026-11-02' }).times).toEqual([]);
  });
});

describe('the proof of the order of times', () => {
  /** The rows from one on, by so much earlier, on the day of that. */
  const earlier = (events: JournalEvent[], isFrom: (event: JournalEvent) => boolean, businessDate: string) => {
    const from = events.findIndex(isFrom);
    return events.map((event, index) =>
      index < from ? event : ({ ...event, at: event.at - 2 * dayMs, businessDate } as JournalEvent),
    );
  };

  it('names a clock that ended before it started, where nobody set the time', () => {
    const problems = verifyStore(
      written(earlier(journalOf(paidAhead()), ({ type }) => type === 'clock.ended', '2026-11-22')),
    ).problems;
    expect(codesOf(problems)).toContain('TIME_ORDER_WRONG');
    const found = problems.filter(({ code }) => code === 'TIME_ORDER_WRONG').map(({ context }) => context.type);
    expect(found).toContain('clock.ended');
    expect(found).toContain('bill.settled');
  });

  it('names a visit that closed before it was opened, and somebody who left before she came', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', null);
    store.wait(5);
    store.act('visit.close', { visitId: store.state.visits.openIn('201')?.id ?? '' });
    store.act('technician.goOffDuty', { technicianNo: '1' });
    const forged = earlier(journalOf(store), ({ type }) => type === 'visit.guestLeft', '2026-11-19');
    const found = verifyStore(written(forged)).problems.filter(({ code }) => code === 'TIME_ORDER_WRONG');
    expect(found.map(({ context }) => context.type)).toEqual(['visit.closed', 'technician.wentOffDuty']);
  });

  it('has nothing to say where somebody set the time in between', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.at += 3 * dayMs;
    store.onDuty('2');
    setTime(store, -3 * dayMs + 60_000, 'M01');
    for (const technicianNo of ['1', '2']) store.act('technician.goOffDuty', { technicianNo });
    expect(codesOf(verifyStore(written(journalOf(store))).problems)).toEqual([]);
  });
});
