import { businessDateOf, setBackMs } from '../../core/kernel/time.ts';
import type { JournalEvent } from '../../core/model/events.ts';
import type { Site } from '../../core/model/site/schema.ts';
import { sectionsIn } from '../../core/model/site/told.ts';
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
    const store = this.#storeFor(command);
    if (!store) return;
    const { timeZone, businessDayStartsAt } = store;
    const expected = businessDateOf(at, timeZone, businessDayStartsAt);
    if (first.businessDate !== expected) this.#problems.add('DAY_WRONG', { seq, stored: first.businessDate, expected });
  }

  /** What the trading day of a command follows from: the settings there were, or those the store was set up with. */
  #storeFor(command: readonly JournalEvent[]): Pick<Site['store'], 'timeZone' | 'businessDayStartsAt'> | null {
    const imported = command[0]?.type === 'site.imported' ? command[0].payload.site.store : null;
    if (imported) return imported;
    if (this.#state.isSetUp) return this.#state.site.site.store;
    return command.map((event) => sectionsIn(event)?.store?.store).find((store) => store !== undefined) ?? null;
  }
}
