import type { DecisionContext } from '../../kernel/context.ts';
import { columnOf, isRotated } from '../../model/clock-types/clock-types.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import { isWithinGrace } from '../../model/clocks/timing.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { MoveCause, QueueMove } from '../../model/rotation/moves.ts';
import type { RotationEvent } from '../../model/rotation/policy.ts';
import { applyEffect, placeAt } from '../../model/rotation/queue.ts';
import { queuesOf } from '../../model/site/site-index.ts';

import { dayStartPosition } from './day-start.ts';
import { countsAsTurn, isTurn, policyFor, type RotationState, turnsOn } from './policy-in-force.ts';

type Moment = Pick<DecisionContext, 'businessDate'>;
type PlacedClock = Pick<Clock, 'id' | 'technicianNo' | 'queueId' | 'heldRank'>;
type TypedClock = PlacedClock & Pick<Clock, 'type' | 'countsAs' | 'serviceCode' | 'startedAt' | 'reservationId'>;

/**
 * What the policy makes of something that happened to a technician on a clock: the move, or nothing. `begun`: the clock,
 * where it was just begun.
 */
export function movesForClock(
  state: RotationState,
  happened: RotationEvent,
  clock: PlacedClock,
  ctx: Moment,
  begun: TypedClock | null = null,
): StoreEvent[] {
  if (clock.technicianNo === null || clock.queueId === null) return [];
  const because = { event: happened, clockId: clock.id };
  const spot = { queueId: clock.queueId, technicianNo: clock.technicianNo };
  return asEvents(effectMoves(state, spot, happened, because, ctx, clock.heldRank, begun));
}

/**
 * What the policy makes of the start of a clock, by its type. `clock`: with who begins it, also where she took it over
 * running. `movesBy`: the rule of then, for what an older program wrote.
 */
export function movesAtStart(
  state: RotationState,
  clock: TypedClock,
  ctx: Moment,
  movesBy?: 'first' | undefined,
): StoreEvent[] {
  const happened = startedEvent(state, clock, ctx, movesBy);
  return movesForClock(state, happened, clock, ctx, movesBy === 'first' ? null : clock);
}

/** What the policy makes of the end of a clock, by its type. */
export function movesAtEnd(state: RotationState, clock: TypedClock, ctx: Moment): StoreEvent[] {
  return movesForClock(state, endedEvent(state, clock, ctx), clock, ctx);
}

/** What the policy makes of coming, going or resting: in every queue of the technician. */
export function movesForDuty(
  state: RotationState,
  happened: RotationEvent,
  technicianNo: string,
  ctx: Moment,
): StoreEvent[] {
  const technician = state.site.technicians.get(technicianNo);
  if (!technician) return [];
  return queuesOf(state.site, technician).flatMap((queueId) => {
    const start = happened === 'on-duty' ? dayStartPosition(state, queueId, technicianNo, ctx.businessDate) : null;
    const held = heldByOthers(state, queueId, technicianNo);
    const moves = start
      ? placeAt(state.rotation.queue(queueId), queueId, technicianNo, start.position, { event: start.because }, held)
      : effectMoves(state, { queueId, technicianNo }, happened, { event: happened }, ctx, null);
    return asEvents(moves);
  });
}

/** The ranks of a queue that technicians on a clock held at their call, and may come back to. */
export function heldByOthers(
  state: Pick<RotationState, 'site' | 'clocks'>,
  queueId: string,
  technicianNo: string,
): number[] {
  return state.site.site.technicians.flatMap((technician) => {
    if (technician.no === technicianNo || !queuesOf(state.site, technician).includes(queueId)) return [];
    const clock = state.clocks.busyOf(technician.no);
    return clock?.queueId === queueId && clock.heldRank !== null ? [clock.heldRank] : [];
  });
}

function effectMoves(
  state: RotationState,
  { queueId, technicianNo }: { queueId: string; technicianNo: string },
  happened: RotationEvent,
  because: MoveCause,
  ctx: Moment,
  heldRank: number | null,
  begun: TypedClock | null = null,
): QueueMove[] {
  const queue = state.rotation.queue(queueId);
  const held = heldByOthers(state, queueId, technicianNo);
  const effect = policyFor(state, queueId, ctx.businessDate).effects[happened];
  if (effect === 'by-clocks') {
    const position = positionByClocks(state, { queueId, technicianNo }, because, ctx, begun);
    return placeAt(queue, queueId, technicianNo, position, because, held, 'by-clocks');
  }
  const move = applyEffect(queue, queueId, technicianNo, effect, because, heldRank, held);
  return move ? [move] : [];
}

/**
 * Behind everybody who has had no more turns on the trading day. A clock that is being given up is none; one that was
 * just begun is the turn of who begins it, and not of who was called to it before.
 */
function positionByClocks(
  state: RotationState,
  { queueId, technicianNo }: { queueId: string; technicianNo: string },
  { event: happened, clockId }: MoveCause,
  { businessDate }: Moment,
  begun: TypedClock | null,
): number {
  const policy = policyFor(state, queueId, businessDate);
  const turnsOf = (no: string) => turnsOn(state, no, businessDate, policy);
  const countOf = (no: string) => turnsOf(no).filter(({ id }) => id !== begun?.id).length;
  const givesUp = happened.startsWith('cancelled') || happened === 'refused' || happened === 'late-to-room';
  const before = turnsOf(technicianNo).filter(({ id }) => (!givesUp && !begun) || id !== clockId).length;
  const own = begun && countsAsTurn(state, begun, policy) ? before + 1 : before;
  const others = state.rotation.queue(queueId).filter((place) => place.technicianNo !== technicianNo);
  return others.findLastIndex((place) => countOf(place.technicianNo) <= own) + 2;
}

/** As what the policy sees the cancelling of a clock at an instant (UTC ms): before the start, in the grace, or after. */
export function cancelledEvent(
  { site }: Pick<RotationState, 'site'>,
  { startedAt }: Pick<Clock, 'startedAt'>,
  at: number,
): RotationEvent {
  if (startedAt === null) return 'cancelled-before-start';
  return isWithinGrace(startedAt, site.site.store, at) ? 'cancelled-in-grace' : 'cancelled-after-grace';
}

function startedEvent(
  state: RotationState,
  clock: TypedClock,
  { businessDate }: Moment,
  movesBy: 'first' | undefined,
): RotationEvent {
  const { type, technicianNo, queueId } = clock;
  if (type === 'extension') return 'extended';
  if (isReserved(clock)) return 'reserved-started';
  if (queueId === null || technicianNo === null) return `${type}-started`;
  const policy = policyFor(state, queueId, businessDate);
  const service = state.site.services.get(clock.serviceCode);
  const isSmall = service !== undefined && !isTurn(service, policy);
  if (isRotated(clock) && isSmall) return 'small-item-started';
  const mayBeTheNth = !isRotated(clock) && (!isSmall || movesBy === 'first');
  if (mayBeTheNth && policy.requestedPerTurn !== null && isAskedFor(clock, state)) {
    const requested = turnsOn(state, technicianNo, businessDate, policy).filter(
      (one) =>
        !isRotated(one) &&
        isAskedFor(one, state) &&
        !isReserved(one) &&
        one.queueId === queueId &&
        one.state !== 'called' &&
        one.id !== clock.id,
    );
    if ((requested.length + 1) % policy.requestedPerTurn === 0) return 'requested-nth-started';
  }
  return `${type}-started`;
}

function endedEvent(state: RotationState, clock: TypedClock, { businessDate }: Moment): RotationEvent {
  const { type, queueId, technicianNo } = clock;
  if (type === 'extension') return 'extended';
  if (isReserved(clock)) return 'reserved-ended';
  if (queueId === null || technicianNo === null) return `${type}-ended`;
  const service = state.site.services.get(clock.serviceCode);
  if (isRotated(clock) && service && !isTurn(service, policyFor(state, queueId, businessDate))) {
    return 'small-item-ended';
  }
  if (type !== 'requested' || clock.startedAt === null) return `${type}-ended`;
  // Somebody behind got a clock of the rotation meanwhile: the own turn was passed.
  const rank = state.rotation.queue(queueId).find((place) => place.technicianNo === technicianNo)?.rank;
  const wasPassed = rank !== undefined && state.rotation.calledBehind(queueId, rank, clock.startedAt);
  return wasPassed ? 'requested-ended-passed' : 'requested-ended';
}

/** Whether it was reserved (预订): asked for by number before the guest came. The policy has words of its own for it. */
function isReserved({ type, reservationId }: Pick<Clock, 'type' | 'reservationId'>): boolean {
  return type === 'requested' && reservationId !== null;
}

/** Whether it counts as requested. */
function isAskedFor(clock: Pick<Clock, 'type' | 'countsAs'>, state: Pick<RotationState, 'clocks'>): boolean {
  return columnOf(clock, state) === 'requested';
}

function asEvents(moves: readonly QueueMove[]): StoreEvent[] {
  return moves.map((move) => event('rotation.moved', move));
}
