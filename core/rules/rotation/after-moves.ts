import type { StoreEvent } from '../../model/events.ts';
import type { QueuePlace } from '../../model/rotation/queue.ts';

import type { RotationState } from './policy-in-force.ts';

/**
 * What the rotation asks of the store, its queues as the moves among these events leave them. Where one command moves
 * several people, each is asked about after those before: two who go to the tail never get the same place.
 */
export function afterMoves(state: RotationState, events: readonly StoreEvent[]): RotationState {
  if (!events.some(({ type }) => type === 'rotation.moved')) return state;
  const { site, technicians, clocks, reservations, rotation } = state;
  return {
    ...{ site, technicians, clocks, reservations },
    rotation: {
      queue: (queueId) => moved(rotation.queue(queueId), queueId, events),
      policies: () => rotation.policies(),
      hasJoined: (queueId, no, businessDate) => rotation.hasJoined(queueId, no, businessDate),
      lastLeft: (queueId, no, businessDate) => rotation.lastLeft(queueId, no, businessDate),
      calledBehind: (queueId, rank, sinceAt) => rotation.calledBehind(queueId, rank, sinceAt),
    },
  };
}

/** A queue after moves; whoever came in has held the place since just now. */
function moved(queue: readonly QueuePlace[], queueId: string, events: readonly StoreEvent[]): QueuePlace[] {
  let places = [...queue];
  for (const event of events) {
    if (event.type !== 'rotation.moved' || event.payload.queueId !== queueId) continue;
    const { technicianNo, toRank } = event.payload;
    places = places.filter((place) => place.technicianNo !== technicianNo);
    if (toRank !== null) places.push({ queueId, technicianNo, rank: toRank, since: Number.MAX_SAFE_INTEGER });
  }
  return places.sort((a, b) => a.rank - b.rank);
}

/** Decides about one after another, each on the queues as those before have left them; all their events in order. */
export function oneAfterAnother<T>(
  state: RotationState,
  items: readonly T[],
  decide: (state: RotationState, item: T) => StoreEvent[],
): StoreEvent[] {
  const events: StoreEvent[] = [];
  for (const item of items) events.push(...decide(afterMoves(state, events), item));
  return events;
}
