import { businessDateOf, setBackMs } from '../../core/kernel/time.ts';
import type { JournalEvent } from '../../core/model/events.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { Problems } from '../engine/problems.ts';
import type { JournalCheck } from '../engine/proof.ts';
import type { BookProblem } from './problems.ts';

/**
 * Follows the time along the journal: it never runs back by less than a system clock that was put right, each row
 * carries the trading day of its time, and the rows of one command were written at one moment by one person at one
 * place. So no swipe was moved, and nothing was booked into another day or month.
 */
export class TimeCheck implements JournalCheck {
  readonly #problems: Problems<BookProblem>;
  readonly #state: StoreState;
  #lastAt = Number.NEGATIVE_INFINITY;
  #isSetUp = false;

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: Problems<BookProblem>) {
    this.#state = state;
    this.#problems = problems;
  }

  before(command: readonly JournalEvent[]): void {
    const [first] = command;
    if (!first) return;
    for (const { seq, ...event } of command) {
      const isOne = event.at === first.at && event.actor === first.actor && event.station === first.station;
      if (!isOne || event.businessDate !== first.businessDate) this.#problems.add('COMMAND_TORN', { seq });
    }
    const { seq, at } = first;
    if (at < this.#lastAt && this.#lastAt - at <= setBackMs) {
      this.#problems.add('TIME_RUNS_BACK', { seq, at, before: this.#lastAt });
    }
    this.#lastAt = at;
    const site = first.type === 'site.imported' ? first.payload.site : this.#isSetUp ? this.#state.site.site : null;
    if (!site) return;
    this.#isSetUp = true;
    const { timeZone, businessDayStartsAt } = site.store;
    const expected = businessDateOf(at, timeZone, businessDayStartsAt);
    if (first.businessDate !== expected) this.#problems.add('DAY_WRONG', { seq, stored: first.businessDate, expected });
  }
}
