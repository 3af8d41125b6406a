import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { visitHistory } from '../../db/engine/journal.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { jobsIn, nextJobAt, soundsOf, takeNextJob } from '../../db/operational/jobs.ts';
import { billsOfDay } from '../../db/parts/bills/queries.ts';
import { refusalsOf } from '../../db/parts/cards/queries.ts';
import { incidentsOf } from '../../db/parts/clocks/incident-queries.ts';
import { clockCounts } from '../../db/parts/clocks/queries.ts';
import { earnedOnDay } from '../../db/parts/commission/slice.ts';
import { kitchenDone, kitchenOpen } from '../../db/parts/goods/queries.ts';
import { openServiceCalls } from '../../db/parts/service-calls/queries.ts';
import { schema } from '../../db/parts.ts';
import { openVisits } from '../../db/queries/board.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { ShopDay } from './shop-day.ts';

/** Tables as large as the store, not as long as its history: they may be read whole. */
const bounded = [
  ...['clock_types', 'site', 'rooms', 'technicians', 'technician_marks', 'stock', 'queue_places', 'json_each'],
];
/** Indexes over what is open now, which is bounded by the store too. */
const boundedIndexes = ['visits_open', 'clocks_busy', 'clocks_waiting', 'goods_lines_open', 'service_calls_open'];

/** Every statement that `work` runs against the store, with its plan. */
function plansOf(work: (day: ShopDay) => void): { sql: string; plan: string[] }[] {
  const statements = new Set<string>();
  let listening = false;
  const db = StoreDatabase.open(':memory:', {
    slowMs: 0,
    onSlow: ({ sql }) => listening && statements.add(sql),
  });
  const day = new ShopDay(db);
  day.writeWholeDay();
  listening = true;
  work(day);
  listening = false;
  // Of a read through the same door, which has its own say in how it is compiled; what writes is refused there.
  const plain = new Database(':memory:');
  migrate(plain, schema);
  return [...statements].map((sql) => {
    const params = Array.from({ length: sql.split('?').length - 1 }, () => null);
    const explain = `EXPLAIN QUERY PLAN ${sql}`;
    const plan = /^\s*(SELECT|WITH)/.test(sql)
      ? db.read.all<{ detail: string }>(explain, ...params)
      : plain.prepare<null[], { detail: string }>(explain).all(...params);
    return { sql, plan: plan.map((step) => step.detail) };
  });
}

function fullScans(plans: { sql: string; plan: string[] }[]): string[] {
  return plans.flatMap(({ sql, plan }) =>
    plan.flatMap((step) => {
      const table = /^SCAN (\S+)/.exec(step)?.[1];
      if (table === undefined || table === 'CONSTANT') return [];
      if (bounded.includes(table) || boundedIndexes.some((index) => step.endsWith(` ${index}`))) return [];
      return [`${step}: ${sql}`];
    }),
  );
}

describe('the plans', () => {
  it('of every question of a decision search by index', () => {
    const plans = plansOf(({ db: { state } }) => {
      state.site;
      state.rooms.byNo('201');
      state.visits.byId('v');
      state.visits.openIn('201');
      state.visits.guest('g');
      state.visits.guestsOf('v');
      state.visits.guestWithWristband('1');
      state.clocks.byId('c');
      state.clocks.ofVisit('v');
      state.clocks.extensionsOf('c');
      state.clocks.ofItem('c');
      state.clocks.types();
      state.clocks.busyOf('1');
      state.clocks.waiting();
      state.clocks.toRemind(1);
      state.clocks.onDay('1', '2026-11-21');
      state.clocks.onDayAtMost('1', '2026-11-21');
      state.technicians.marks('1');
      state.rotation.hasJoined('foot', '1', '2026-11-21');
      state.rotation.lastLeft('foot', '1', '2026-11-21');
      state.rotation.calledBehind('foot', 1, 0);
      state.rotation.moves('foot', 0, 10);
      state.technicians.byNo('1');
      state.rotation.queue('foot');
      state.goods.line('l');
      state.goods.ofVisit('v');
      state.goods.stockOf('D01');
      state.authorisations.byId('a');
      state.clocks.busy();
      state.bills.ofVisit('v');
      state.serviceCalls.byId('s');
      state.serviceCalls.openIn('201');
      state.visits.countOn('2026-11-21');
      state.bills.countOn('2026-11-21');
    });
    expect(plans.length).toBeGreaterThanOrEqual(25);
    expect(fullScans(plans)).toEqual([]);
  });

  it('of what the screens show search by index', () => {
    const plans = plansOf(({ db: { read } }) => {
      openVisits(read);
      openServiceCalls(read);
      kitchenOpen(read);
      kitchenDone(read, '2026-11-21');
      clockCounts(read, '2026-11-21');
      clockCounts(read, '2026-11-21', ['1', '5']);
      earnedOnDay(read, '2026-11-21', ['1', '5']);
      billsOfDay(read, '2026-11-21');
      refusalsOf(read, '2026-11-21');
      incidentsOf(read, '2026-11-21');
      visitHistory(read, 'v');
    });
    expect(plans.length).toBeGreaterThanOrEqual(14);
    expect(fullScans(plans)).toEqual([]);
  });

  it('of appending, of repeated commands and of the job runner search by index', () => {
    const plans = plansOf((day) => {
      const { openVisitId } = day.db.transact(() => ({ openVisitId: day.db.state.visits.openIn('202')?.id ?? '' }));
      for (const clock of day.db.state.clocks.ofVisit(openVisitId)) {
        if (clock.state === 'called') day.start(clock.id);
        else if (clock.state === 'ordered') day.cancel(clock.id);
      }
      for (const clock of day.db.state.clocks.ofVisit(openVisitId)) if (clock.state === 'started') day.end(clock.id);
      day.settle(openVisitId);
      day.db.findCommand('c');
      day.db.transact((tx) => takeNextJob(tx, 'voice', day.at));
      nextJobAt(day.db.read, 'voice');
      jobsIn(day.db.read, 'waiting', 'uncertain');
      soundsOf(day.db.read, 'voice', 20);
    });
    expect(plans.some(({ sql }) => sql.startsWith('UPDATE clocks SET billId'))).toBe(true);
    // The head of the journal is the last row of its key: one step, not a scan.
    const scans = fullScans(plans).filter((scan) => !scan.startsWith('SCAN journal: SELECT seq, hash'));
    expect(scans).toEqual([]);
  });
});
