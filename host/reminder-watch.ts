import type { StoreDatabase } from '../db/store-database.ts';

/**
 * Knows when the next reminder is due, so that the store's clock, which looks every second, asks the tables only
 * after something was committed.
 */
export class ReminderWatch {
  readonly #db: StoreDatabase;
  /** The end of the clock to be reminded next, UTC ms; null while it has to be looked up. */
  #nextDueAt: number | null = null;

  constructor(db: StoreDatabase) {
    this.#db = db;
  }

  /** Something was committed: clocks or settings may be others now. */
  forget(): void {
    this.#nextDueAt = null;
  }

  /** Whether a running clock ends so soon that it is to be reminded. `at`: UTC ms. */
  isDue(at: number): boolean {
    const { state } = this.#db;
    this.#nextDueAt ??= state.clocksToRemind(Number.MAX_SAFE_INTEGER)[0]?.dueAt ?? Number.POSITIVE_INFINITY;
    return this.#nextDueAt <= at + state.site.site.store.reminderMinutes * 60_000;
  }
}
