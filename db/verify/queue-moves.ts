import { movesAtEnd, movesAtStart } from '../../core/rotation/moves.ts';
import type { JournalEvent } from '../../core/store/events.ts';
import type { ReadHandle } from '../connection.ts';
import { StoredState } from '../queries/state.ts';
import type { SiteCache } from '../site-cache.ts';
import type { ProblemList } from './problems.ts';

/** A move the policy in force asked for, until the journal has it. */
interface Awaited {
  seq: number;
  commandId: string;
  clockId: string;
  queueId: string;
  technicianNo: string;
  happened: string;
}

/**
 * Asks the policy again at the start and at the end of every clock, as the store stood then: a move it makes must
 * stand in the same command. So none is missing, neither the last of somebody nor one after which all fits again.
 */
export class QueueMoveCheck {
  readonly #problems: ProblemList;
  readonly #state: StoredState;
  #awaited: Awaited[] = [];

  /** `read`: the replayed tables. */
  constructor(read: ReadHandle, sites: SiteCache, problems: ProblemList) {
    this.#problems = problems;
    this.#state = new StoredState(read, sites);
  }

  /** Before the event is replayed. */
  next(event: JournalEvent): void {
    if (this.#awaited.some(({ commandId }) => commandId !== event.commandId)) this.finish();
    if (event.type === 'rotation.moved') this.#arrived(event.payload);
    if (event.type === 'clock.started' || event.type === 'clock.ended') this.#expect(event, event.payload.clockId);
  }

  /** After the last event of a command. */
  finish(): void {
    for (const { commandId: _commandId, ...missing } of this.#awaited) {
      this.#problems.add('QUEUE_MOVE_LACKING', { ...missing });
    }
    this.#awaited = [];
  }

  #expect({ seq, commandId, businessDate, type }: JournalEvent, clockId: string): void {
    const clock = this.#state.clock(clockId);
    if (!clock) return;
    const moves = (type === 'clock.started' ? movesAtStart : movesAtEnd)(this.#state, clock, { businessDate });
    for (const move of moves) {
      if (move.type !== 'rotation.moved') continue;
      const { queueId, technicianNo, because } = move.payload;
      if (technicianNo !== clock.technicianNo) continue;
      this.#awaited.push({ seq, commandId, clockId, queueId, technicianNo, happened: because.event });
    }
  }

  #arrived({ queueId, technicianNo, because }: Extract<JournalEvent, { type: 'rotation.moved' }>['payload']): void {
    this.#awaited = this.#awaited.filter(
      (one) => one.clockId !== because.clockId || one.queueId !== queueId || one.technicianNo !== technicianNo,
    );
  }
}
