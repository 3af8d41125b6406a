import type { Clock } from '../../../core/model/clocks/clock.ts';
import { columns } from '../../engine/columns.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { Kept } from '../../engine/kept.ts';
import type { ClockRow } from './rows.ts';
import { clockColumns, clockOf } from './rows.ts';

const isBusy = `parentId IS NULL AND state IN ('called', 'started')`;
/** Working comes before called, should both be. */
const workingFirst = `ORDER BY state = 'started' DESC, calledAt, id`;
const busySql = `SELECT ${columns(clockColumns)} FROM clocks
  WHERE ${isBusy} AND technicianNo IS NOT NULL ${workingFirst}`;
const busyOfSql = `SELECT ${columns(clockColumns)} FROM clocks
  WHERE ${isBusy} AND technicianNo = ? ${workingFirst} LIMIT 1`;
/** Of so many each is looked up; who asks for more goes through a queue. */
const fewTechnicians = 4;

/**
 * Who is called or works, and on what. Queues are looked through technician by technician, in one decision and on one
 * screen some hundred times: all of them are read at once and kept until a clock is written. Whoever swipes asks for
 * one alone, and waits for no list.
 */
export class BusyClocks {
  readonly #all: Kept<readonly Clock[]>;
  readonly #of: Kept<ReadonlyMap<string, Clock>>;
  readonly #read: ReadHandle;
  readonly #few: Kept<Map<string, Clock | null>>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#few = new Kept(read, ['clocks'], () => new Map());
    this.#all = new Kept(read, ['clocks'], () => read.all<ClockRow>(busySql).map(clockOf));
    this.#of = new Kept(read, ['clocks'], () => {
      const clocks = new Map<string, Clock>();
      for (const clock of this.#all.value) {
        if (clock.technicianNo !== null && !clocks.has(clock.technicianNo)) clocks.set(clock.technicianNo, clock);
      }
      return clocks;
    });
  }

  of(technicianNo: string): Clock | null {
    const few = this.#of.isHeld ? null : this.#few.value;
    if (!few || (few.size >= fewTechnicians && !few.has(technicianNo))) return this.#of.value.get(technicianNo) ?? null;
    let clock = few.get(technicianNo);
    if (clock === undefined) {
      const row = this.#read.get<ClockRow>(busyOfSql, technicianNo);
      clock = row ? clockOf(row) : null;
      few.set(technicianNo, clock);
    }
    return clock;
  }

  /** Those that run first, then by time of the call. */
  all(): readonly Clock[] {
    return this.#all.value;
  }

  /** Those that run, are due at or before `dueAt` (UTC ms) and were not reminded, by due time. */
  toRemind(dueAt: number): Clock[] {
    return this.#all.value
      .filter((clock) => clock.state === 'started' && clock.remindedAt === null && dueOf(clock) <= dueAt)
      .sort((a, b) => dueOf(a) - dueOf(b) || (a.id < b.id ? -1 : 1));
  }
}

function dueOf({ dueAt }: Clock): number {
  return dueAt ?? Number.POSITIVE_INFINITY;
}
