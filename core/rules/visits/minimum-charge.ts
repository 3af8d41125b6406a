import type { DecisionContext } from '../../kernel/context.ts';
import { currencyCode } from '../../kernel/fields.ts';
import type { ApprovalSubject, AuthorisationNeed } from '../../model/authorisations/authorisation.ts';
import { sumOf } from '../../model/bills/bill.ts';
import { isOpen } from '../../model/clocks/clock.ts';
import { clocksAround, isGivenUpFreely } from '../../model/clocks/giving-up.ts';
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

export interface Move {
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
  const amountMinor = loweredByMove(state, visit, move, ctx.at);
  if (amountMinor <= 0) return { used: [], said: {} };
  const lowered = { amountMinor, currency: currencyCode.parse(ownCurrency(state)) };
  const what = { act: 'visit.changeRoom', subject: theVisit(visit.id), amount: lowered };
  const { authorisation, used } = spendAuthorisation(state, authorisationId, what, ctx);
  const { id, givenBy, reason: why } = authorisation;
  return { used: [used], said: { lowered, reason: reason ?? why, authorisationId: id, allowedBy: givenBy } };
}

/** What a move takes off the bill at an instant (UTC ms), minor units; nothing where it puts a wrong room right. */
export function loweredByMove(state: StoreState, visit: Visit, move: Move, at: number): number {
  return isJustOpened(state, visit, at) ? 0 : Math.max(0, loweredMinor(state, visit, move, at));
}

/** A wrong room is put right within the grace while nobody has begun in it and nothing was brought. */
function isJustOpened(state: StoreState, visit: Visit, at: number): boolean {
  return (
    isWithinGrace(visit.openedAt, state.site.site.store, at) &&
    state.clocks.ofVisit(visit.id).every(({ startedAt }) => startedAt === null) &&
    state.goods.ofVisit(visit.id).every(({ cancelledAt }) => cancelledAt !== null)
  );
}

/**
 * By how much less may be due after a move, in both rooms together; below zero where more is. Once as everything is owed
 * now, and once as if all that can be given up without anybody's leave were: what is ordered before a move and given up
 * after it would else hide what the minimum charge was.
 */
function loweredMinor(state: StoreState, visit: Visit, { moving, joined, toRoomNo }: Move, at: number): number {
  const ids = new Set(moving.map(({ id }) => id));
  const goes = ({ guestId }: Owed) => ids.has(guestId);
  const there = joined ? owedIn(state, joined.id) : [];
  const from = (owed: readonly Owed[]) => shortfallMinor(state, visit.roomNo, visit.id, owed);
  const to = (owed: readonly Owed[]) => shortfallMinor(state, toRoomNo, joined?.id ?? null, owed);
  const loweredBy = (here: readonly Owed[]) =>
    from(here) + to(there) - from(here.filter((one) => !goes(one))) - to([...there, ...here.filter(goes)]);
  const all = owedIn(state, visit.id);
  return Math.max(loweredBy(all), loweredBy(leastOf(state, visit, all, goes, at)));
}

/** What is owed for certain; or, while nothing is, the least that those who go would stay for. */
function leastOf(
  state: StoreState,
  visit: Visit,
  owed: readonly Owed[],
  goes: (one: Owed) => boolean,
  at: number,
): Owed[] {
  const clocks = state.clocks.ofVisit(visit.id);
  const around = clocksAround(state, clocks, at);
  const { store } = state.site.site;
  const free = new Set(
    clocks
      .filter((one) => {
        const main = clocks.find(({ id }) => id === one.parentId) ?? one;
        return isOpen(main) && isGivenUpFreely(around, main, store, at);
      })
      .map(({ id }) => id),
  );
  for (const { id, deliveredAt } of state.goods.ofVisit(visit.id)) if (deliveredAt === null) free.add(id);
  const certain = owed.filter(({ id }) => !free.has(id));
  if (certain.length > 0) return certain;
  return owed
    .filter(goes)
    .sort((a, b) => a.amountMinor - b.amountMinor)
    .slice(0, 1);
}

/**
 * What is left of a room's minimum charge when a visit closes without a last bill, though somebody paid before: who was
 * to pay it had what was given up. Nothing is said where nobody paid.
 */
export function unpaidMinimum(state: StoreState, { id, roomNo }: Visit): Pick<EventPayloads['visit.closed'], 'unpaid'> {
  const own = ownCurrency(state);
  const billedMinor = billedIn(state, id, own);
  const amountMinor = (state.site.rooms.get(roomNo)?.minimumCharge ?? 0) - (billedMinor ?? Number.POSITIVE_INFINITY);
  return amountMinor > 0 ? { unpaid: { amountMinor, currency: currencyCode.parse(own) } } : {};
}

interface Owed {
  /** Of the clock or the line of goods. */
  id: string;
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
      .map(({ id, guestId, priceMinor: amountMinor }) => ({ id, guestId, amountMinor })),
    ...state.goods
      .ofVisit(visitId)
      .filter(({ cancelledAt, billId, currency }) => cancelledAt === null && billId === null && currency === own)
      .map(({ id, guestId, unitPriceMinor, quantity }) => ({ id, guestId, amountMinor: unitPriceMinor * quantity })),
  ];
}

/** What the minimum charge of a room adds to what is owed in it; nothing where nothing is. */
function shortfallMinor(state: StoreState, roomNo: string, visitId: string | null, owed: readonly Owed[]): number {
  if (owed.length === 0) return 0;
  const minimumMinor = state.site.rooms.get(roomNo)?.minimumCharge ?? 0;
  const billedMinor = visitId === null ? 0 : (billedIn(state, visitId, ownCurrency(state)) ?? 0);
  return Math.max(0, minimumMinor - billedMinor - sumOf(owed));
}

/** What was billed in a visit in a currency, minor units; null where no bill was settled in it. */
function billedIn(state: StoreState, visitId: string, own: string): number | null {
  const bills = state.bills.ofVisit(visitId).filter(({ currency }) => currency === own);
  return bills.length === 0 ? null : bills.reduce((sum, { lines }) => sum + sumOf(lines), 0);
}
