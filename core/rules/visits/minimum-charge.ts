import type { DecisionContext } from '../../kernel/context.ts';
import { currencyCode } from '../../kernel/fields.ts';
import type { ApprovalSubject, AuthorisationNeed } from '../../model/authorisations/authorisation.ts';
import { sumOf } from '../../model/bills/bill.ts';
import { isWithinGrace } from '../../model/clocks/timing.ts';
import type { CommandData } from '../../model/commands.ts';
import type { EventPayloads, StoreEvent } from '../../model/events.ts';
import { ownCurrency } from '../../model/site/find.ts';
import type { StoreState } from '../../model/state.ts';
import { openVisit } from '../../model/visits/find.ts';
import type { Guest, Visit } from '../../model/visits/visit.ts';
import { type Approvable, spendAuthorisation } from '../authorisations/decide.ts';

/** The minimum charge of a room, where guests go to another one before they pay. */

export function theVisit(id: string): ApprovalSubject {
  return { kind: 'visit', id };
}

/** What of visits a manager approves. */
export const visitApprovals = {
  'visit.changeRoom': { kind: 'visit', require: (state, id) => void openVisit(state, id) },
} satisfies Approvable;

/** Which approval an event of a visit rests on; null where it needs none. */
export function visitNeedOf({ type, payload }: StoreEvent): AuthorisationNeed | null {
  if (type !== 'visit.guestMoved' || !payload.lowered) return null;
  const { fromVisitId, lowered, authorisationId = null } = payload;
  return { act: 'visit.changeRoom', subject: theVisit(fromVisitId), ...lowered, authorisationId };
}

interface Move {
  moving: readonly Guest[];
  /** Who is in the other room already. */
  joined: Visit | null;
  toRoomNo: string;
}

/** A manager's approval of what a move takes off the bill; nothing where it takes nothing. */
export function approvalOfMove(
  state: StoreState,
  visit: Visit,
  move: Move,
  { authorisationId, reason }: Pick<CommandData<'visit.changeRoom'>, 'authorisationId' | 'reason'>,
  ctx: DecisionContext,
): {
  used: StoreEvent[];
  said: Pick<EventPayloads['visit.guestMoved'], 'lowered' | 'reason' | 'authorisationId' | 'allowedBy'>;
} {
  const amountMinor = isJustOpened(state, visit, ctx.at) ? 0 : loweredMinor(state, visit, move);
  if (amountMinor <= 0) return { used: [], said: {} };
  const lowered = { amountMinor, currency: currencyCode.parse(ownCurrency(state)) };
  const what = { act: 'visit.changeRoom', subject: theVisit(visit.id), amount: lowered };
  const { authorisation, used } = spendAuthorisation(state, authorisationId, what, ctx);
  const { id, givenBy, reason: why } = authorisation;
  return { used: [used], said: { lowered, reason: reason ?? why, authorisationId: id, allowedBy: givenBy } };
}

/** A wrong room is put right within the grace while nobody has begun in it and nothing was brought. */
function isJustOpened(state: StoreState, visit: Visit, at: number): boolean {
  return (
    isWithinGrace(visit.openedAt, state.site.site.store, at) &&
    state.clocks.ofVisit(visit.id).every(({ startedAt }) => startedAt === null) &&
    state.goods.ofVisit(visit.id).every(({ cancelledAt }) => cancelledAt !== null)
  );
}

/** By how much less is due after a move, in both rooms together; below zero where more is. */
function loweredMinor(state: StoreState, visit: Visit, { moving, joined, toRoomNo }: Move): number {
  const ids = new Set(moving.map(({ id }) => id));
  const here = owedIn(state, visit.id);
  const [go, stay] = [here.filter(({ guestId }) => ids.has(guestId)), here.filter(({ guestId }) => !ids.has(guestId))];
  const there = joined ? owedIn(state, joined.id) : [];
  const from = (owed: readonly Owed[]) => shortfallMinor(state, visit.roomNo, visit.id, owed);
  const to = (owed: readonly Owed[]) => shortfallMinor(state, toRoomNo, joined?.id ?? null, owed);
  return from(here) + to(there) - from(stay) - to([...there, ...go]);
}

interface Owed {
  guestId: string;
  amountMinor: number;
}

/** What the guests of a visit owe, in the store's own currency. */
export function owedIn(state: StoreState, visitId: string): Owed[] {
  const own = ownCurrency(state);
  return [
    ...state.clocks
      .ofVisit(visitId)
      .filter(({ state: at, billId, currency }) => at !== 'cancelled' && billId === null && currency === own)
      .map(({ guestId, priceMinor: amountMinor }) => ({ guestId, amountMinor })),
    ...state.goods
      .ofVisit(visitId)
      .filter(({ cancelledAt, billId, currency }) => cancelledAt === null && billId === null && currency === own)
      .map(({ guestId, unitPriceMinor, quantity }) => ({ guestId, amountMinor: unitPriceMinor * quantity })),
  ];
}

/** What the minimum charge of a room adds to what is owed in it; nothing where nothing is. */
function shortfallMinor(state: StoreState, roomNo: string, visitId: string | null, owed: readonly Owed[]): number {
  if (owed.length === 0) return 0;
  const minimumMinor = state.site.rooms.get(roomNo)?.minimumCharge ?? 0;
  const own = ownCurrency(state);
  const bills = visitId === null ? [] : state.bills.ofVisit(visitId).filter(({ currency }) => currency === own);
  const billedMinor = bills.reduce((sum, { lines }) => sum + sumOf(lines), 0);
  return Math.max(0, minimumMinor - billedMinor - sumOf(owed));
}
