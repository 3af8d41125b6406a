import type { EventOf, JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';
import { loweredByMove } from '../../../../core/rules/visits/minimum-charge.ts';
import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { VisitProblem } from './problems.ts';

type Moved = EventOf<'visit.guestMoved'> & JournalEvent;

/**
 * Asks again of every move to another room what it takes off the minimum charge: all guests of the command together, as
 * the store stood before the first of them went.
 */
export class MoveCheck implements JournalCheck {
  readonly #problems: Problems<VisitProblem>;
  readonly #state: StoreState;
  /** Of the present command, none of whom has gone yet. */
  #moves: Moved[] = [];

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: Problems<VisitProblem>) {
    this.#state = state;
    this.#problems = problems;
  }

  before(command: readonly JournalEvent[]): void {
    this.#moves = command.filter((event): event is Moved => event.type === 'visit.guestMoved');
  }

  next(event: JournalEvent): void {
    if (event !== this.#moves[0]) return;
    const moves = this.#moves.splice(0);
    const [{ seq, at, payload }] = moves as [Moved];
    // Before the first approval of a move, no program asked for one.
    const stored = moves.reduce((sum, { payload: { lowered } }) => sum + (lowered?.amountMinor ?? 0), 0);
    const { fromVisitId, fromRoomNo: roomNo, toVisitId, toRoomNo, rule } = payload;
    if (rule === 'first' && stored === 0) return;
    const visit = this.#state.visits.byId(fromVisitId);
    if (!visit) return;
    const moving = moves.flatMap(({ payload: { guestId } }) => this.#state.visits.guest(guestId) ?? []);
    const move = { moving, joined: this.#state.visits.byId(toVisitId), toRoomNo };
    const expected = loweredByMove(this.#state, visit, move, at);
    if (stored !== expected) this.#problems.add('BILL_MINIMUM_WRONG', { seq, roomNo, toRoomNo, stored, expected });
  }
}
