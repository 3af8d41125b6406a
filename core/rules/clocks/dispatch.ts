import type { DecisionContext } from '../../kernel/context.ts';
import type { ClockType } from '../../model/clock-types/clock-types.ts';
import { numberIn } from '../../model/clocks/choice.ts';
import { type Clock, isOpen } from '../../model/clocks/clock.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { queueIdOf } from '../../model/rotation/queue.ts';
import type { SiteService } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';
import { isPresent } from '../../model/visits/visit.ts';

import { lockAgainst } from '../reservations/locks.ts';
import { awaitedTechnicians, isFree, nextInRotation, type Turn } from '../rotation/choose.ts';
import type { RotationState } from '../rotation/policy-in-force.ts';

/**
 * Calls technicians for one order that waits, the oldest first, or does nothing when none can be served. An item that
 * takes several is called when all of them can come, so that they begin together; those it could have are kept from
 * younger orders meanwhile, or it might wait for ever. Asked again after every event until it has nothing to
 * say, so each call sees the one before.
 */
export function dispatch(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  return nextTurns(state, ctx).map(({ clock, turn }) => callEvent(state, clock, turn));
}

/** Who is to be called now, and to what: the clocks of one order, or nothing. */
export function nextTurns(
  state: RotationState,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
): { clock: Clock; turn: CallTurn }[] {
  const kept = new Set<string>();
  for (const clocks of ordersThatWait(state)) {
    const turns = turnsFor(state, clocks, ctx, kept);
    if (turns.length === clocks.length) return turns;
    for (const technicianNo of keptFor(clocks, turns)) kept.add(technicianNo);
  }
  return [];
}

/**
 * Whom orders that wait have spoken for: numbers that guests asked for, and those kept for an item that takes several.
 * A new order of the rotation is given none of them.
 */
export function spokenFor(state: RotationState, ctx: Pick<DecisionContext, 'at' | 'businessDate'>): Set<string> {
  const taken = new Set<string>();
  const orders = ordersThatWait(state);
  // One technician alone is called at once, or nobody is there to be kept.
  if (orders.some((clocks) => clocks.length > 1)) {
    for (const clocks of orders) {
      const turns = turnsFor(state, clocks, ctx, taken);
      for (const technicianNo of keptFor(clocks, turns)) taken.add(technicianNo);
    }
  }
  for (const technicianNo of awaitedTechnicians(state).keys()) taken.add(technicianNo);
  return taken;
}

/** Whom a new order of an item would be given; null for nobody. `except`: who is chosen already. */
export function nextFor(
  state: RotationState,
  service: SiteService,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  gender?: 'F' | 'M',
  except: ReadonlySet<string> = new Set(),
): Turn | null {
  return nextInRotation(state, service, ctx, gender, new Set([...spokenFor(state, ctx), ...except]));
}

/** The clocks of each order whose time has come, the oldest first. */
function ordersThatWait(state: RotationState): Clock[][] {
  const orders = Map.groupBy(state.clocks.waiting(), (clock) => clock.pairOf ?? clock.id);
  return [...orders.values()].filter((clocks) => !comesLater(state, clocks));
}

/** Who waits along with an order until everybody can come. */
function keptFor(clocks: readonly Clock[], turns: readonly { clock: Clock; turn: CallTurn }[]): string[] {
  // Nobody waits along with it for a number that is busy; that may take an hour.
  const found = new Set(turns.map(({ clock }) => clock));
  const isWaitedFor = clocks.every((clock) => numberIn(clock.choice) === null || found.has(clock));
  return isWaitedFor ? turns.map(({ turn }) => turn.technicianNo) : [];
}

/** Who a clock goes to; queue and rank are null where the technician stands in no queue of the item's group. */
export interface CallTurn {
  technicianNo: string;
  queueId: string | null;
  rank: number | null;
  /** What the clock becomes by it, where that was not known when it was ordered. */
  type?: ClockType;
}

/** Whether the item that it comes after still has to end: nobody is called twice for one guest. */
function comesLater(state: RotationState, [clock]: readonly Clock[]): boolean {
  return clock?.afterId ? state.clocks.ofItem(clock.afterId).some(isOpen) : false;
}

/** Who could come for the clocks of one order; shorter than the order where somebody is missing. */
function turnsFor(
  state: RotationState,
  clocks: readonly Clock[],
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  kept: ReadonlySet<string>,
): { clock: Clock; turn: CallTurn }[] {
  const taken = new Set(kept);
  const turns: { clock: Clock; turn: CallTurn }[] = [];
  for (const clock of clocks) {
    const turn = turnFor(state, clock, ctx, taken);
    if (!turn) continue;
    taken.add(turn.technicianNo);
    turns.push({ clock, turn });
  }
  return turns;
}

function turnFor(
  state: RotationState,
  clock: Clock,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  spokenFor: ReadonlySet<string>,
): CallTurn | null {
  const service = state.site.services.get(clock.serviceCode);
  if (!service) return null;
  const { passedBy } = clock;
  const taken = passedBy.length > 0 ? new Set([...spokenFor, ...passedBy]) : spokenFor;
  if (clock.choice.kind === 'rotation') return nextInRotation(state, service, ctx, clock.choice.gender, taken);
  if (clock.choice.kind === 'same') return sameTurn(state, clock, service, ctx, taken);
  const { technicianNo } = clock.choice;
  if (taken.has(technicianNo) || !isFree(state, technicianNo)) return null;
  if (lockAgainst(state, technicianNo, clock, ctx.at)) return null;
  return requestedTurn(state, technicianNo, service.group);
}

/**
 * Whoever served the first item goes on with the next, without a new place in the queue; where that cannot be (the
 * technician was changed for one who does not do it, or is kept for a reservation), the rotation gives one.
 */
function sameTurn(
  state: RotationState,
  clock: Clock,
  service: SiteService,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  taken: ReadonlySet<string>,
): CallTurn | null {
  const served = state.clocks.ofItem(clock.afterId ?? '').flatMap(({ technicianNo, type, state: at }) => {
    if (technicianNo === null || at === 'cancelled' || taken.has(technicianNo)) return [];
    const isAble = state.site.technicians.get(technicianNo)?.skills.includes(service.skill);
    return isAble && !lockAgainst(state, technicianNo, clock, ctx.at) ? [{ technicianNo, type }] : [];
  });
  const [own] = served;
  if (own) return isFree(state, own.technicianNo) ? { ...own, queueId: null, rank: null } : null;
  const turn = nextInRotation(state, service, ctx, undefined, taken);
  return turn && { ...turn, type: 'rotation' };
}

/** The place a requested technician holds in the queue of the item's group. */
export function requestedTurn(
  state: Pick<RotationState, 'site' | 'rotation'>,
  technicianNo: string,
  group: string,
): CallTurn {
  const technician = state.site.technicians.get(technicianNo);
  if (!technician?.groups.includes(group)) return { technicianNo, queueId: null, rank: null };
  const queueId = queueIdOf(group, state.site.rotation.get(group)?.byGender ?? false, technician.gender);
  const place = state.rotation.queue(queueId).find((candidate) => candidate.technicianNo === technicianNo);
  return { technicianNo, queueId: place ? queueId : null, rank: place?.rank ?? null };
}

/** The call of a technician to a clock. */
export function callEvent(state: StoreState, clock: Clock, turn: CallTurn): StoreEvent {
  return event('clock.called', {
    clockId: clock.id,
    visitId: clock.visitId,
    roomNo: clock.roomNo,
    serviceCode: clock.serviceCode,
    type: turn.type ?? clock.type,
    technicianNo: turn.technicianNo,
    queueId: turn.queueId,
    heldRank: turn.rank,
    ...slipFacts(state, clock),
    orderedAt: clock.orderedAt,
  });
}

/** What a dispatch slip says of the guests: who is served, and how many are in the room. */
export function slipFacts(
  state: Pick<StoreState, 'visits'>,
  { visitId, guestId }: Pick<Clock, 'visitId' | 'guestId'>,
): { wristbandNo: string | null; guestCount: number } {
  const guests = state.visits.guestsOf(visitId).filter(isPresent);
  return { wristbandNo: guests.find(({ id }) => id === guestId)?.wristbandNo ?? null, guestCount: guests.length };
}
