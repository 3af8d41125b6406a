import type { Earning } from '../../../../core/model/commission/earned.ts';
import type { JournalEvent, StoreEvent } from '../../../../core/model/events.ts';

import type { StoreState } from '../../../../core/model/state.ts';

import { withCounts } from '../../../../core/rules/clocks/freeze-count.ts';
import { withCommission } from '../../../../core/rules/commission/follow.ts';
import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { PayProblem } from './problems.ts';

/** What is frozen on a clock. */
const frozenFields = ['commission', 'countsAs'] as const;

/**
 * Asks again by which rules a clock is paid and where it counts as it starts, and what it, its extensions and the
 * goods of a bill earned whom: by the settings in force then. So no clock was paid by a better rule, as a better type,
 * for more minutes or to somebody else. Rows of before rules were frozen carry none, and are left out.
 */
export class EarningCheck implements JournalCheck {
  readonly #problems: Problems<PayProblem>;
  readonly #state: StoreState;
  #isFreezing = false;
  /** Earnings that must follow in this command, in order. */
  #due: { seq: number; earning: Earning }[] = [];

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: Problems<PayProblem>) {
    this.#state = state;
    this.#problems = problems;
  }

  known(): boolean {
    return this.#isFreezing;
  }

  takeUp(isFreezing: boolean): void {
    this.#isFreezing = isFreezing;
  }

  next(event: JournalEvent): void {
    this.#isFreezing ||= event.type === 'clock.started' && event.payload.commission !== undefined;
    if (!this.#isFreezing) return;
    if (event.type === 'commission.earned') this.#arrived(event.seq, event.payload);
    else this.#ask(event);
  }

  /** What was earned and does not stand in the command that made it. */
  after(): void {
    for (const { seq, earning } of this.#due) this.#differs(seq, earning.refId, null, earning);
    this.#due = [];
  }

  #ask(event: JournalEvent): void {
    switch (event.type) {
      case 'clock.started':
      case 'clock.extended':
      case 'clock.converted':
      case 'clock.itemChanged':
      case 'clock.technicianChanged':
      case 'clock.ended':
      case 'bill.settled': {
        const [asked, ...earned] = withCommission(this.#state, withCounts(this.#state, [bare(event)]), event);
        if (asked) this.#compareFrozen(event, asked);
        for (const one of earned) {
          if (one.type === 'commission.earned') this.#due.push({ seq: event.seq, earning: one.payload });
        }
      }
    }
  }

  #compareFrozen(event: JournalEvent, asked: StoreEvent): void {
    for (const field of frozenFields) {
      const [stored, expected] = [event, asked].map(({ payload }) =>
        JSON.stringify((payload as { [F in typeof field]?: unknown })[field] ?? null),
      );
      if (stored !== expected) {
        const clockId = 'clockId' in event.payload ? event.payload.clockId : null;
        this.#problems.add('CLOCK_FROZEN_WRONG', { seq: event.seq, clockId, what: field, stored, expected });
      }
    }
  }

  #arrived(seq: number, earning: Earning): void {
    const at = this.#due.findIndex((due) => due.earning.refId === earning.refId);
    const [due] = at < 0 ? [] : this.#due.splice(at, 1);
    if (!due) this.#differs(seq, earning.refId, earning, null);
    else if (JSON.stringify(due.earning) !== JSON.stringify(earning)) {
      this.#differs(seq, earning.refId, earning, due.earning);
    }
  }

  #differs(seq: number, refId: string, stored: Earning | null, expected: Earning | null): void {
    this.#problems.add('EARNING_WRONG', { seq, refId, stored: sharesOf(stored), expected: sharesOf(expected) });
  }
}

/** The event without what is to be asked again. */
function bare(event: JournalEvent): StoreEvent {
  const payload: Record<string, unknown> = { ...event.payload };
  for (const field of frozenFields) delete payload[field];
  return { type: event.type, version: event.version, payload } as StoreEvent;
}

/** `88: 4500 + 200` for everybody who served, with what it was counted from. */
function sharesOf(earning: Earning | null): string | null {
  if (!earning) return null;
  const { clockType, minutes, baseMinor, served, parts } = earning;
  const people = served.map(({ payeeNo }, index) => {
    const shares = parts.map((part) => part.shares[index] ?? 0);
    return `${payeeNo}: ${shares.length > 0 ? shares.join(' + ') : 0}`;
  });
  return `${clockType ?? 'sale'} ${minutes} min ${baseMinor} → ${people.join(', ')}`;
}
