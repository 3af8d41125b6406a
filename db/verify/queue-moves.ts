import type { Clock } from '../../core/clocks/clock.ts';
import { cancelledEvent, movesAtEnd, movesAtStart, movesForClock, movesForDuty } from '../../core/rotation/moves.ts';
import type { RotationEvent } from '../../core/rotation/policy.ts';
import type { JournalEvent, StoreEvent } from '../../core/store/events.ts';
import type { ReadHandle } from '../connection.ts';
import { StoredState } from '../queries/state.ts';
import type { SiteCache } from '../site-cache.ts';
import type { ProblemList } from './problems.ts';

/** A move the policy in force asked for, until the journal has it. */
interface Awaited {
  seq: number;
  commandId: string;
  /** Null: for coming, going or resting. */
  clockId: string | null;
  queueId: string;
  technicianNo: string;
  happened: string;
}

/**
 * Asks the policy again whenever something happened that may move somebody, as the store stood then: the start, the
 * end, the extension and the giving up of a clock, coming, going and resting. A move it makes must stand in the same
 * command. So none is missing, neither the last of somebody nor one after which all fits again. Where one command ends
 * several clocks of an item, the first is asked about: all were decided on the queue as it stood before.
 */
export class QueueMoveCheck {
  readonly #problems: ProblemList;
  readonly #state: StoredState;
  #awaited: Awaited[] = [];
  /** The command whose first such event was asked about. */
  #lastAsked = '';

  /** `read`: the replayed tables. */
  constructor(read: ReadHandle, sites: SiteCache, problems: ProblemList) {
    this.#problems = problems;
    this.#state = new StoredState(read, sites);
  }

  /** Before the event is replayed. */
  next(event: JournalEvent): void {
    if (this.#awaited.some(({ commandId }) => commandId !== event.commandId)) this.finish();
    if (event.type === 'rotation.moved') this.#arrived(event.payload);
    const moves = this.#lastAsked === event.commandId ? null : this.#movesOf(event);
    if (!moves) return;
    this.#lastAsked = event.commandId;
    for (const move of moves) this.#await(event, move);
  }

  /** After the last event of a command. */
  finish(): void {
    for (const { commandId: _commandId, ...missing } of this.#awaited) {
      this.#problems.add('QUEUE_MOVE_LACKING', { ...missing });
    }
    this.#awaited = [];
  }

  /** What the policy makes of an event, null where it has no say. Others, who step aside, are not asked for. */
  #movesOf(event: JournalEvent): StoreEvent[] | null {
    switch (event.type) {
      case 'clock.started':
        return this.#movesOfClock(event.payload.clockId, (clock) => movesAtStart(this.#state, clock, event));
      case 'clock.ended':
        return this.#movesOfClock(event.payload.clockId, (clock) => movesAtEnd(this.#state, clock, event));
      case 'clock.extended':
        return this.#movesOfClock(event.payload.parentId, (clock) =>
          movesForClock(this.#state, 'extended', clock, event),
        );
      case 'clock.cancelled':
        return this.#movesOfClock(event.payload.clockId, (clock) =>
          movesForClock(this.#state, cancelledEvent(this.#state, clock, event.at), clock, event),
        );
      case 'clock.handedBack':
        return this.#movesOfClock(event.payload.clockId, (clock) =>
          movesForClock(this.#state, event.payload.why, clock, event),
        );
      case 'technician.cameOnDuty':
        return this.#movesOfDuty(event, event.payload.firstDay ? 'first-day' : 'on-duty');
      case 'technician.wentOffDuty':
        return this.#movesOfDuty(event, 'off-duty');
      case 'technician.cameBack':
        return this.#movesOfDuty(event, event.payload.late ? 'back-late' : 'back-in-time');
      default:
        return null;
    }
  }

  #movesOfClock(clockId: string, ask: (clock: Clock) => StoreEvent[]): StoreEvent[] {
    const clock = this.#state.clock(clockId);
    return clock ? ask(clock).filter((move) => isOf(move, clock.technicianNo)) : [];
  }

  #movesOfDuty(event: JournalEvent & { payload: { technicianNo: string } }, happened: RotationEvent): StoreEvent[] {
    const { technicianNo } = event.payload;
    return movesForDuty(this.#state, happened, technicianNo, event).filter((move) => isOf(move, technicianNo));
  }

  #await({ seq, commandId }: JournalEvent, move: StoreEvent): void {
    if (move.type !== 'rotation.moved') return;
    const { queueId, technicianNo, because } = move.payload;
    const clockId = because.clockId ?? null;
    this.#awaited.push({ seq, commandId, clockId, queueId, technicianNo, happened: because.event });
  }

  #arrived({ queueId, technicianNo, because }: Extract<JournalEvent, { type: 'rotation.moved' }>['payload']): void {
    this.#awaited = this.#awaited.filter(
      (one) =>
        one.clockId !== (because.clockId ?? null) || one.queueId !== queueId || one.technicianNo !== technicianNo,
    );
  }
}

function isOf(move: StoreEvent, technicianNo: string | null): boolean {
  return move.type === 'rotation.moved' && move.payload.technicianNo === technicianNo;
}
