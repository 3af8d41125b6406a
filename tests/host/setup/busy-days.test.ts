import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHead } from '../../../db/engine/journal.ts';
import { verifyStore } from '../../../db/verify.ts';
import { BenchStore } from '../../../scripts/bench/bench-store.ts';
import { temporaryDirectory } from '../../db/files.ts';

const visitsPerDay = 12;

function storeIn(folder: string): { store: BenchStore; file: string } {
  const file = join(folder, 'store.sqlite');
  const store = new BenchStore(file, false);
  store.setUp('2026-12-30T00:00:00Z');
  return { store, file };
}

test('busy days over a turn of the month have everything a day has, and their books fit', () => {
  const { store, file } = storeIn(temporaryDirectory());
  const days: number[] = [];
  store.playBusyDays({ fromDate: '2026-12-30', days: 5, visitsPerDay: 45 }, () =>
    days.push(readHead(store.db.read).seq),
  );
  const { read } = store.db;
  const counts = new Map(
    read
      .all<{ type: string; count: number }>('SELECT type, COUNT(*) AS count FROM journal GROUP BY type')
      .map(({ type, count }) => [type, count]),
  );
  for (const type of [
    ...['attendance.rosterSet', 'technician.cameOnDuty', 'technician.tookRest', 'technician.wentOffDuty'],
    ...['reservation.booked', 'reservation.arrived', 'visit.opened', 'clock.started', 'clock.extended', 'clock.ended'],
    ...['clock.reminded', 'goods.ordered', 'goods.delivered', 'bill.settled', 'room.cleaned', 'staff.cameOnDuty'],
    ...['clock.cancelled', 'commission.corrected', 'commission.monthClosed'],
  ])
    expect([type, counts.get(type) ?? 0]).not.toEqual([type, 0]);
  const isMost = (count: number | undefined) => (count ?? 0) > 0.8 * 45 * 5;
  expect(isMost(counts.get('visit.opened'))).toBe(true);
  // Nobody is left in a room or waited for, and nothing waits for a printer.
  expect(store.db.state.reservations.booked(0, store.at)).toEqual([]);
  expect(read.get<{ open: number }>('SELECT COUNT(*) AS open FROM visits WHERE closedAt IS NULL')?.open).toBe(0);
  expect(
    read.get<{ waiting: number }>(`SELECT COUNT(*) AS waiting FROM job_runs WHERE state = 'waiting'`)?.waiting,
  ).toBe(0);
  const tenders = read.all('SELECT DISTINCT tenderCode FROM payments');
  expect(tenders.length).toBeGreaterThan(2);
  expect(days).toEqual(days.toSorted((a, b) => a - b));
  store.close();
  expect(verifyStore(file).problems).toEqual([]);
});

test('the same days are played the same, also where they are gone on with later', () => {
  const told = (portions: readonly [fromDate: string, days: number][]) => {
    const { store } = storeIn(temporaryDirectory());
    for (const [fromDate, days] of portions) store.playBusyDays({ fromDate, days, visitsPerDay }, () => {});
    const rows = store.db.read.all('SELECT seq, at, businessDate, actor, station, type FROM journal ORDER BY seq');
    store.close();
    return rows;
  };
  const whole = told([['2026-12-30', 2]]);
  expect(
    told([
      ['2026-12-30', 1],
      ['2026-12-31', 1],
    ]),
  ).toEqual(whole);
});
