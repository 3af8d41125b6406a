import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';
import type { StoreState } from '../../core/model/state.ts';

import { StoreDatabase } from '../../db/store-database.ts';
import { StoreReader } from '../../db/store-reader.ts';
import { temporaryDirectory } from './files.ts';
import { ShopDay } from './shop-day.ts';

/** Everything a state may have kept from an earlier question. */
function everythingOf(state: StoreState, visitIds: readonly string[]): unknown {
  const { site } = state;
  return {
    technicians: site.site.technicians.map(({ no }) => [no, state.technicians.byNo(no), state.technicians.marks(no)]),
    busy: site.site.technicians.map(({ no }) => state.clocks.busyOf(no)),
    queues: site.queues.map(({ id }) => state.rotation.queue(id)),
    marks: state.technicians.allMarks(),
    policies: state.rotation.policies(),
    clockTypes: state.clocks.types(),
    allBusy: state.clocks.busy(),
    waiting: state.clocks.waiting(),
    toRemind: state.clocks.toRemind(Number.MAX_SAFE_INTEGER),
    booked: state.reservations.booked(0, Number.MAX_SAFE_INTEGER),
    locks: state.reservations.locks(),
    visits: visitIds.map((id) => [
      state.visits.guestsOf(id),
      state.clocks.ofVisit(id),
      state.goods.ofVisit(id),
      state.bills.ofVisit(id),
    ]),
  };
}

/** A day that compares after every command what the writing connection answers with what a fresh reader sees. */
class ComparedDay extends ShopDay {
  readonly #reader: StoreReader;
  readonly #visitIds = new Set<string>();
  compared = 0;

  constructor(path: string) {
    super(StoreDatabase.open(path));
    this.#reader = StoreReader.open(path);
    onTestFinished(() => {
      this.#reader.close();
      this.db.close();
    });
  }

  override actAs(commandId: string, ...events: StoreEvent[]): JournalEvent[] {
    const appended = super.actAs(commandId, ...events);
    for (const { payload } of appended)
      if ('visitId' in payload && payload.visitId !== null) this.#visitIds.add(payload.visitId);
    const visitIds = [...this.#visitIds];
    expect(everythingOf(this.db.state, visitIds)).toEqual(everythingOf(this.#reader.state, visitIds));
    this.compared += 1;
    return appended;
  }
}

/** How many questions `work` asks the tables. */
function questionsOf(work: (db: StoreDatabase, ask: () => number) => void): void {
  let asked = 0;
  const db = StoreDatabase.open(':memory:', {
    slowMs: 0,
    onSlow: ({ sql }) => {
      if (sql.startsWith('SELECT')) asked += 1;
    },
  });
  onTestFinished(() => db.close());
  new ShopDay(db).importSite();
  work(db, () => {
    const before = asked;
    everythingOf(db.state, ['v']);
    return asked - before;
  });
}

describe('what a connection keeps of its tables', () => {
  it('is after every command of a day what a reader finds that keeps nothing', () => {
    const day = new ComparedDay(join(temporaryDirectory(), 'store.sqlite'));
    day.writeWholeDay();
    expect(day.compared).toBeGreaterThan(30);
  });

  it('is not asked for again until one of its own tables is written to', () => {
    questionsOf((db, ask) => {
      expect(ask()).toBeGreaterThan(8);
      expect(ask()).toBe(0);
      db.transact((tx) => {
        tx.run(`UPDATE rooms SET outOfOrder = 'paint' WHERE no = (SELECT MIN(no) FROM rooms)`);
        tx.run(`UPDATE technicians SET since = 1 WHERE no = 'nobody'`);
      });
      expect(ask()).toBe(0);
      db.transact((tx) => tx.change(`UPDATE technicians SET since = 1 WHERE no = '1'`));
      expect(ask()).toBe(1);
      expect(db.state.technicians.byNo('1')?.since).toBe(1);
    });
  });

  it('is asked for again after a rollback, and after a statement that does not begin with its table', () => {
    questionsOf((db, ask) => {
      ask();
      expect(() =>
        db.transact(() => {
          throw new Error('taken back');
        }),
      ).toThrow('taken back');
      expect(ask()).toBeGreaterThan(8);
      expect(ask()).toBe(0);
      db.transact((tx) => tx.run(`WITH one (no) AS (SELECT '1') UPDATE technicians SET since = 2 WHERE no IN one`));
      expect(ask()).toBeGreaterThan(8);
      expect(db.state.technicians.byNo('1')?.since).toBe(2);
    });
  });

  it('follows what is written inside a transaction', () => {
    questionsOf((db) => {
      const { since } = db.state.technicians.byNo('1') ?? {};
      expect(() =>
        db.transact((tx) => {
          tx.change(`UPDATE technicians SET since = 7 WHERE no = '1'`);
          expect(db.state.technicians.byNo('1')?.since).toBe(7);
          throw new Error('taken back');
        }),
      ).toThrow('taken back');
      expect(db.state.technicians.byNo('1')?.since).toBe(since);
    });
  });

  it('stands in tables that nothing but a statement of their own changes', () => {
    questionsOf(({ read }) => {
      const triggers = read.all<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`,
      );
      expect(triggers.map(({ name }) => name)).toEqual(['journal_never_deleted', 'journal_never_updated']);
      const cascades = read.all(
        `SELECT tables.name, reference."table" FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS reference
         WHERE tables.type = 'table' AND (reference.on_update <> 'NO ACTION' OR reference.on_delete <> 'NO ACTION')`,
      );
      expect(cascades).toEqual([]);
    });
  });
});
