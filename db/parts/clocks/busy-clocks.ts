import type { Clock } from '../../../core/model/clocks/clock.ts';
import { columns } from '../../engine/columns.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { Kept } from '../../engine/kept.ts';
import type { ClockRow } from './rows.ts';
import { clockColumns, clockOf } from './rows.ts';

/** Working comes before called, should both be. */
const busySql = `SELECT ${columns(clockColumns)} FROM clocks
  WHERE parentId IS NULL AND state IN ('called', 'started') AND technicianNo IS NOT NULL
  ORDER BY state = 'started' DESC, calledAt, id`;

/**
 * Who is called or works, and on what. Queues are looked through technician by technician, in one decision and on one
 * screen some hundred times: all of them are read at once and kept until a clock is written.
 */
export class BusyClocks {
  readonly #all: Kept<readonly Clock[]>;
  readonly #of: Kept<ReadonlyMap<string, Clock>>;

  constructor(read: ReadHandle) {
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
    return this.#of.value.get(technicianNo) ?? null;
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
