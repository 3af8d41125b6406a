import type { Clock } from '../../core/clocks/clock.ts';
import type { ReadHandle } from '../connection.ts';
import { type ClockRow, clockColumns, clockOf, columns } from './rows.ts';

/** Working comes before called, should both be. */
const busySql = `SELECT ${columns(clockColumns)} FROM clocks
  WHERE parentId IS NULL AND state IN ('called', 'started') AND technicianNo IS NOT NULL
  ORDER BY state = 'started' DESC, calledAt, id`;

/**
 * Who is called or works, and on what. Queues are looked through technician by technician, in one decision and on one
 * screen some hundred times: all of them are read at once and kept until something is written.
 */
export class BusyClocks {
  readonly #read: ReadHandle;
  #version: number | null = null;
  #all: readonly Clock[] = [];
  #clocks: ReadonlyMap<string, Clock> = new Map();

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  of(technicianNo: string): Clock | null {
    this.#refresh();
    return this.#clocks.get(technicianNo) ?? null;
  }

  /** Those that run first, then by time of the call. */
  all(): Clock[] {
    this.#refresh();
    return [...this.#all];
  }

  #refresh(): void {
    const { version } = this.#read;
    if (version !== null && version === this.#version) return;
    const clocks = new Map<string, Clock>();
    this.#all = this.#read.all<ClockRow>(busySql).map(clockOf);
    for (const clock of this.#all) {
      if (clock.technicianNo !== null && !clocks.has(clock.technicianNo)) clocks.set(clock.technicianNo, clock);
    }
    this.#clocks = clocks;
    this.#version = version;
  }
}
