import type { EventOf, EventPayloads, JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import { type CallTurn, nextTurns, requestedTurn } from '../../../../core/rules/clocks/dispatch.ts';
import { isFree, nextInRotation } from '../../../../core/rules/rotation/choose.ts';
import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { ClockProblem } from './problems.ts';

type Called = EventPayloads['clock.called'];

/**
 * Asks again of every call who had to be called, as the store stood then: whose turn it was, under the daily cap, with
 * the skill, neither held, stopped nor kept for others. And after every command whether anybody should have been
 * called who was not. So no clock was given past the queue.
 */
export class CallCheck implements JournalCheck {
  readonly #problems: Problems<ClockProblem>;
  readonly #state: StoreState;
  /** The other calls of an order for several technicians, decided together. */
  #due: ReturnType<typeof nextTurns> = [];
  /** Who took a called clock over in this command: called by the desk, not by the queue. */
  #successor: EventPayloads['clock.technicianChanged'] | null = null;

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: Problems<ClockProblem>) {
    this.#state = state;
    this.#problems = problems;
  }

  next(event: JournalEvent): void {
    if (event.type === 'clock.called') this.#call(event);
    else if (event.type === 'clock.technicianChanged') this.#change(event);
  }

  after(command: readonly JournalEvent[]): void {
    this.#due = [];
    this.#successor = null;
    const last = command.at(-1);
    if (!last || !this.#state.isSetUp) return;
    for (const { clock, turn } of nextTurns(this.#state, last)) {
      const { technicianNo } = turn;
      this.#problems.add('CALL_LACKING', { seq: last.seq, clockId: clock.id, roomNo: clock.roomNo, technicianNo });
    }
  }

  #call(event: EventOf<'clock.called'> & JournalEvent): void {
    const { seq, payload } = event;
    const successor = this.#successor?.clockId === payload.clockId ? this.#successor : null;
    if (successor) {
      this.#successor = null;
      const { toTechnicianNo: technicianNo, queueId, heldRank: rank, type } = successor;
      this.#compare(seq, payload, { technicianNo, queueId, rank }, type);
      return;
    }
    if (this.#due.length === 0) this.#due = nextTurns(this.#state, event);
    const due = this.#due.find(({ clock }) => clock.id === payload.clockId);
    this.#due = this.#due.filter((one) => one !== due);
    if (due) this.#compare(seq, payload, due.turn, due.turn.type ?? due.clock.type);
    else this.#notDue(seq, payload, null);
  }

  #compare(seq: number, called: Called, turn: CallTurn, type: string): void {
    const isTurn =
      called.technicianNo === turn.technicianNo && called.queueId === turn.queueId && called.heldRank === turn.rank;
    if (!isTurn || called.type !== type) this.#notDue(seq, called, turn.technicianNo);
  }

  /** Who goes on with a clock: free, with the skill, and the next where the rotation was asked. */
  #change(event: EventOf<'clock.technicianChanged'> & JournalEvent): void {
    const { clockId, serviceCode, type, gender, toTechnicianNo, queueId, heldRank, running } = event.payload;
    const service = this.#state.site.services.get(serviceCode);
    const isAble = this.#state.site.technicians.get(toTechnicianNo)?.skills.includes(service?.skill ?? '') ?? false;
    const asked =
      type === 'rotation'
        ? service && nextInRotation(this.#state, service, event, gender)
        : isAble &&
          isFree(this.#state, toTechnicianNo) &&
          requestedTurn(this.#state, toTechnicianNo, service?.group ?? '');
    const isTurn =
      asked && asked.technicianNo === toTechnicianNo && asked.queueId === queueId && asked.rank === heldRank;
    if (!isTurn) {
      this.#problems.add('CALL_NOT_DUE', {
        ...{ seq: event.seq, clockId, technicianNo: toTechnicianNo },
        dueNo: asked ? asked.technicianNo : null,
      });
    }
    if (!running) this.#successor = event.payload;
  }

  #notDue(seq: number, { clockId, technicianNo }: Called, dueNo: string | null): void {
    this.#problems.add('CALL_NOT_DUE', { seq, clockId, technicianNo, dueNo });
  }
}
