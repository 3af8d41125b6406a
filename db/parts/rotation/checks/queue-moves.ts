import type { Clock } from '../../../../core/model/clocks/clock.ts';
import type { EventOf, JournalEvent, StoreEvent } from '../../../../core/model/events.ts';
import type { QueueMove } from '../../../../core/model/rotation/moves.ts';
import { moveTo } from '../../../../core/model/rotation/queue.ts';
import { sectionsOf, siteOf } from '../../../../core/model/site/sections.ts';
import { sectionsIn, setsSettings } from '../../../../core/model/site/told.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import { afterMoves } from '../../../../core/rules/rotation/after-moves.ts';
import {
  cancelledEvent,
  heldByOthers,
  movesAtEnd,
  movesAtStart,
  movesForClock,
  movesForDuty,
} from '../../../../core/rules/rotation/moves.ts';
import { movesIntoNewQueues } from '../../../../core/rules/rotation/new-queues.ts';
import type { RotationState } from '../../../../core/rules/rotation/policy-in-force.ts';
import { isFirstComing, isLateBack } from '../../../../core/rules/technicians/decide.ts';
import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { QueueProblem } from './problems.ts';

/** A move the policy in force makes of a row of the journal. */
interface Expected {
  seq: number;
  move: QueueMove;
}

/**
 * Asks the policy in force again of every command, as the store stood before it: the moves it makes must stand in it,
 * exactly as they are, and no others. So no move is missing, none was made better, and none was made up.
 */
export class QueueMoveCheck implements JournalCheck {
  readonly #problems: Problems<QueueProblem>;
  readonly #state: StoreState;

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: Problems<QueueProblem>) {
    this.#problems = problems;
    this.#state = state;
  }

  before(command: readonly JournalEvent[]): void {
    const left = command.flatMap((event) =>
      event.type === 'rotation.moved' ? [{ seq: event.seq, move: event.payload }] : [],
    );
    const lacking = this.#expectedOf(command).filter((one) => {
      const at = left.findIndex(({ move }) => keyOf(move) === keyOf(one.move));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    for (const { seq, move } of lacking) {
      const { queueId, technicianNo, because } = move;
      const at = left.findIndex((other) => isSameMove(other.move, move));
      const [instead] = at < 0 ? [] : left.splice(at, 1);
      const facts = { queueId, technicianNo, happened: because.event, clockId: because.clockId ?? null };
      if (!instead) this.#problems.add('QUEUE_MOVE_LACKING', { seq, ...facts });
      else {
        const places = { stored: placesOf(instead.move), expected: placesOf(move) };
        this.#problems.add('QUEUE_MOVE_DIFFERS', { ...facts, seq: instead.seq, ...places });
      }
    }
    for (const { seq, move } of left) {
      const { queueId, technicianNo, because } = move;
      this.#problems.add('QUEUE_MOVE_UNASKED', { seq, queueId, technicianNo, happened: because.event });
    }
  }

  #expectedOf(command: readonly JournalEvent[]): Expected[] {
    const events: StoreEvent[] = [];
    const expected: Expected[] = [];
    const byHand = command.find(isByHand);
    const lastSettings = command.findLast(setsSettings);
    for (const event of command) {
      const made =
        event === byHand
          ? this.#byHand(byHand)
          : event === lastSettings
            ? this.#movesOfSettings(command)
            : this.#movesOf(event, afterMoves(this.#state, events));
      // What an older program cancelled counted on for those after it.
      if (event.type === 'clock.cancelled' && event.payload.rule === undefined) events.push(event);
      events.push(...made);
      for (const one of made) if (one.type === 'rotation.moved') expected.push({ seq: event.seq, move: one.payload });
    }
    return expected;
  }

  /** A manager names one person and a place; whoever has to step aside for it follows from that. */
  #byHand({ payload: { queueId, technicianNo, toPosition, because } }: EventOf<'rotation.moved'>): StoreEvent[] {
    const held = heldByOthers(this.#state, queueId, technicianNo);
    const moves = moveTo(this.#state.rotation.queue(queueId), queueId, technicianNo, toPosition ?? 1, because, held);
    return moves.map((payload) => ({ type: 'rotation.moved', version: 1, payload }));
  }

  /** Sections that are set together move people together. */
  #movesOfSettings(command: readonly JournalEvent[]): StoreEvent[] {
    // The first settings of a store find nobody in a queue.
    if (!this.#state.isSetUp) return [];
    const { site, demo } = this.#state.site;
    const set = command.map((event) => sectionsIn(event) ?? {});
    return movesIntoNewQueues(this.#state, siteOf(Object.assign({}, sectionsOf(site, demo), ...set)));
  }

  #movesOf(event: JournalEvent, now: RotationState): StoreEvent[] {
    switch (event.type) {
      case 'clock.started':
        return this.#ofClock(event.payload.clockId, (clock) => movesAtStart(now, clock, event, event.payload.movesBy));
      case 'clock.ended':
        return this.#ofClock(event.payload.clockId, (clock) => movesAtEnd(now, clock, event));
      case 'clock.extended':
        return this.#ofClock(event.payload.parentId, (clock) => movesForClock(now, 'extended', clock, event));
      case 'clock.cancelled':
        return this.#ofClock(event.payload.clockId, (clock) =>
          movesForClock(now, cancelledEvent(now, clock, event.at), clock, event),
        );
      case 'clock.handedBack':
        return this.#ofClock(event.payload.clockId, (clock) => movesForClock(now, event.payload.why, clock, event));
      case 'clock.technicianChanged':
        return this.#ofClock(event.payload.clockId, (clock) => this.#movesOfChange(event, clock, now));
      case 'technician.cameOnDuty': {
        const { technicianNo } = event.payload;
        const isFirst = isFirstComing(now, technicianNo, event.businessDate);
        return movesForDuty(now, isFirst ? 'first-day' : 'on-duty', technicianNo, event);
      }
      case 'technician.wentOffDuty':
        return movesForDuty(now, 'off-duty', event.payload.technicianNo, event);
      case 'technician.cameBack': {
        const { technicianNo } = event.payload;
        const isLate = isLateBack(now.technicians.byNo(technicianNo), event.at);
        return movesForDuty(now, isLate ? 'back-late' : 'back-in-time', technicianNo, event);
      }
      default:
        return [];
    }
  }

  /** Whoever goes on with a running clock begins; whoever was only called gives it up. */
  #movesOfChange(event: EventOf<'clock.technicianChanged'> & JournalEvent, clock: Clock, now: RotationState) {
    const { running, toTechnicianNo: technicianNo, type, queueId, heldRank, movesBy } = event.payload;
    if (!running) return movesForClock(now, 'cancelled-before-start', clock, event);
    return movesAtStart(now, { ...clock, technicianNo, type, queueId, heldRank, reservationId: null }, event, movesBy);
  }

  #ofClock(clockId: string, ask: (clock: Clock) => StoreEvent[]): StoreEvent[] {
    const clock = this.#state.clocks.byId(clockId);
    return clock ? ask(clock) : [];
  }
}

function isByHand(event: JournalEvent): event is EventOf<'rotation.moved'> & JournalEvent {
  return event.type === 'rotation.moved' && event.payload.because.event === 'moved-by-hand';
}

function keyOf({ queueId, technicianNo, because, ...place }: QueueMove): string {
  const { effect, fromPosition, toPosition, fromRank, toRank } = place;
  const cause = [because.event, because.clockId ?? null];
  return JSON.stringify([queueId, technicianNo, effect, fromPosition, toPosition, fromRank, toRank, ...cause]);
}

function isSameMove(a: QueueMove, b: QueueMove): boolean {
  const isSameCause = (a.because.clockId ?? null) === (b.because.clockId ?? null);
  return a.queueId === b.queueId && a.technicianNo === b.technicianNo && isSameCause;
}

function placesOf({ effect, fromPosition, toPosition }: QueueMove): string {
  return `${effect} ${fromPosition ?? '–'}→${toPosition ?? '–'}`;
}
