import { isFree, nextInRotation } from '../rotation/choose.ts';
import { queueIdOf } from '../rotation/queue.ts';
import { event, type StoreEvent } from '../store/events.ts';
import type { DecisionContext, StoreState } from '../store/state.ts';
import { isPresent } from '../visits/visit.ts';
import type { Clock } from './clock.ts';

/**
 * Calls a technician for one clock that waits, oldest order first, or does nothing when none can be served. It is
 * asked again after every event until it has nothing to say, so each call sees the one before.
 */
export function dispatch(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  for (const clock of state.waitingClocks()) {
    const turn = turnFor(state, clock, ctx);
    if (turn) return [callEvent(state, clock, turn)];
  }
  return [];
}

/** Who a clock goes to; queue and rank are null where the technician stands in no queue of the item's group. */
export interface CallTurn {
  technicianNo: string;
  queueId: string | null;
  rank: number | null;
}

function turnFor(state: StoreState, clock: Clock, ctx: DecisionContext): CallTurn | null {
  const service = state.site.services.get(clock.serviceCode);
  if (!service) return null;
  if (clock.choice.kind === 'rotation') return nextInRotation(state, service, ctx, clock.choice.gender);
  const { technicianNo } = clock.choice;
  if (!isFree(state, technicianNo)) return null;
  return requestedTurn(state, technicianNo, service.group);
}

/** The place a requested technician holds in the queue of the item's group. */
export function requestedTurn(state: StoreState, technicianNo: string, group: string): CallTurn {
  const technician = state.site.technicians.get(technicianNo);
  if (!technician?.groups.includes(group)) return { technicianNo, queueId: null, rank: null };
  const queueId = queueIdOf(group, state.site.rotation.get(group)?.byGender ?? false, technician.gender);
  const place = state.queue(queueId).find((candidate) => candidate.technicianNo === technicianNo);
  return { technicianNo, queueId: place ? queueId : null, rank: place?.rank ?? null };
}

/** The call of a technician to a clock. */
export function callEvent(state: StoreState, clock: Clock, turn: CallTurn): StoreEvent {
  const guests = state.guestsOf(clock.visitId).filter(isPresent);
  return event('clock.called', {
    clockId: clock.id,
    visitId: clock.visitId,
    roomNo: clock.roomNo,
    serviceCode: clock.serviceCode,
    type: clock.type,
    technicianNo: turn.technicianNo,
    queueId: turn.queueId,
    heldRank: turn.rank,
    wristbandNo: guests.find((guest) => guest.id === clock.guestId)?.wristbandNo ?? null,
    guestCount: guests.length,
    orderedAt: clock.orderedAt,
  });
}
