import type { Clock } from '../clocks/clock.ts';
import { queuesOf } from '../site/site-index.ts';
import { event, type StoreEvent } from '../store/events.ts';
import type { StoreState } from '../store/state.ts';
import { policyOf, type RotationEvent } from './policy.ts';
import { applyEffect } from './queue.ts';

/** What the policy makes of something that happened to a technician on a clock: the move, or nothing. */
export function movesForClock(
  state: StoreState,
  happened: RotationEvent,
  clock: Pick<Clock, 'id' | 'technicianNo' | 'queueId' | 'heldRank'>,
): StoreEvent[] {
  if (clock.technicianNo === null || clock.queueId === null) return [];
  const effect = effectOf(state, clock.queueId, happened);
  const because = { event: happened, clockId: clock.id };
  const { queueId, technicianNo, heldRank } = clock;
  const held = heldByOthers(state, queueId, technicianNo);
  const move = applyEffect(state.queue(queueId), queueId, technicianNo, effect, because, heldRank, held);
  return move ? [event('rotation.moved', move)] : [];
}

/** What the policy makes of coming, going or resting: in every queue of the technician. */
export function movesForDuty(state: StoreState, happened: RotationEvent, technicianNo: string): StoreEvent[] {
  const technician = state.site.technicians.get(technicianNo);
  if (!technician) return [];
  return queuesOf(state.site, technician).flatMap((queueId) => {
    const effect = effectOf(state, queueId, happened);
    const held = heldByOthers(state, queueId, technicianNo);
    const move = applyEffect(state.queue(queueId), queueId, technicianNo, effect, { event: happened }, null, held);
    return move ? [event('rotation.moved', move)] : [];
  });
}

/** The ranks of a queue that technicians on a clock held at their call, and may come back to. */
export function heldByOthers(state: StoreState, queueId: string, technicianNo: string): number[] {
  return state.site.site.technicians.flatMap((technician) => {
    if (technician.no === technicianNo || !queuesOf(state.site, technician).includes(queueId)) return [];
    const clock = state.busyClockOf(technician.no);
    return clock?.queueId === queueId && clock.heldRank !== null ? [clock.heldRank] : [];
  });
}

function effectOf(state: StoreState, queueId: string, happened: RotationEvent) {
  const group = state.site.queues.find((queue) => queue.id === queueId)?.group ?? '';
  return policyOf(state.site.rotation.get(group)?.effects)[happened];
}
