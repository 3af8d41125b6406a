import { businessDateOf, setBackMs } from '../../core/kernel/time.ts';
import type { JournalEvent } from '../../core/model/events.ts';
import type { Site } from '../../core/model/site/schema.ts';
import { sectionsIn } from '../../core/model/site/told.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { Problems } from '../engine/problems.ts';
import type { JournalCheck } from '../engine/proof.ts';
import type { BookProblem } from './problems.ts';

interface Step {
  seq: number;
  at: number;
}

interface Known {
  /** Null, since JSON has no infinity: nothing has happened. */
  lastAt: number | null;
  lastSteps: [key: string, step: Step][];
}

/**
 * Follows the time along the journal: it never runs back by less than a system clock that was put right, each row
 * carries the trading day of its time, and the rows of one command were written at one moment by one person at one
 * place; nothing ends before it began, unless the journal says that the time was set back in between. So no swipe was
 * moved, and nothing was booked into another day or month.
 */
export class TimeCheck implements JournalCheck {
  readonly #problems: Problems<BookProblem>;
  readonly #state: StoreState;
  #lastAt = Number.NEGATIVE_INFINITY;
  /** Of everything that goes on: its last step. Forgotten where the time was set back, or at its end. */
  readonly #lastSteps = new Map<string, Step>();

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: Problems<BookProblem>) {
    this.#state = state;
    this.#problems = problems;
  }

  known(): Known {
    return { lastAt: this.#lastAt, lastSteps: [...this.#lastSteps] };
  }

  takeUp({ lastAt, lastSteps }: Known): void {
    this.#lastAt = lastAt ?? this.#lastAt;
    for (const [key, step] of lastSteps) this.#lastSteps.set(key, step);
  }

  before(command: readonly JournalEvent[]): void {
    const [first] = command;
    if (!first) return;
    for (const event of command) this.#step(event);
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

  /** Nothing ends before it began, unless somebody set the time in between. */
  #step(event: JournalEvent): void {
    if (event.type === 'store.clockJumped' && event.payload.followed && event.payload.toAt < event.payload.fromAt) {
      this.#lastSteps.clear();
    }
    const step = stepOf(event);
    if (!step) return;
    const { key, isLast } = step;
    const { seq, at, type } = event;
    const before = this.#lastSteps.get(key);
    if (before && at < before.at) {
      this.#problems.add('TIME_ORDER_WRONG', {
        ...{ seq, type, id: key, at, before: before.at, beforeSeq: before.seq },
      });
    }
    if (isLast) this.#lastSteps.delete(key);
    else this.#lastSteps.set(key, { seq, at });
  }

  /** What the trading day of a command follows from: the settings there were, or those the store was set up with. */
  #storeFor(command: readonly JournalEvent[]): Pick<Site['store'], 'timeZone' | 'businessDayStartsAt'> | null {
    const imported = command[0]?.type === 'site.imported' ? command[0].payload.site.store : null;
    if (imported) return imported;
    if (this.#state.isSetUp) return this.#state.site.site.store;
    return command.map((event) => sectionsIn(event)?.store?.store).find((store) => store !== undefined) ?? null;
  }
}

/** What goes on by an event, and whether it ends with it; null where it is about nothing that has an end. */
function stepOf({ type, payload }: JournalEvent): { key: string; isLast: boolean } | null {
  switch (type) {
    case 'visit.opened':
    case 'visit.closed':
      return { key: payload.visitId, isLast: type === 'visit.closed' };
    case 'bill.settled':
      return { key: payload.bill.visitId, isLast: false };
    case 'clock.ordered':
    case 'clock.called':
    case 'clock.started':
    case 'clock.ended':
    case 'clock.cancelled':
      return { key: payload.clockId, isLast: type === 'clock.ended' || type === 'clock.cancelled' };
    case 'technician.cameOnDuty':
    case 'technician.wentOffDuty':
      return { key: payload.technicianNo, isLast: type === 'technician.wentOffDuty' };
    case 'staff.cameOnDuty':
    case 'staff.wentOffDuty':
      return { key: payload.staffNo, isLast: type === 'staff.wentOffDuty' };
    default:
      return null;
  }
}
