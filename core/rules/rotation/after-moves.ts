import type { StoreEvent } from '../../model/events.ts';
import type { QueuePlace } from '../../model/rotation/queue.ts';

import type { RotationState } from './policy-in-force.ts';

/**
 * What the rotation asks of the store, its queues as the moves among these events leave them, and no turn any more of
 * what was cancelled among them. Where one command moves several people, each is asked about after those before: two who
 * go to the tail never get the same place.
 */
export function afterMoves(state: RotationState, events: readonly StoreEvent[]): RotationState {
  if (!events.some(({ type }) => type === 'rotation.moved' || type === 'clock.cancelled')) return state;
  const { site, technicians, reservations, rotation } = state;
  return {
    ...{ site, technicians, reservations },
    clocks: without(state.clocks, events),
    rotation: {
      queue: (queueId) => moved(rotation.queue(queueId), queueId, events),
      policies: () => rotation.policies(),
      hasJoined: (queueId, no, businessDate) => rotation.hasJoined(queueId, no, businessDate),
      lastLeft: (queueId, no, businessDate) => rotation.lastLeft(queueId, no, businessDate),
      calledBehind: (queueId, rank, sinceAt) => rotation.calledBehind(queueId, rank, sinceAt),
    },
  };
}

/** The clocks of the day after some of them were cancelled. */
function without(clocks: RotationState['clocks'], events: readonly StoreEvent[]): RotationState['clocks'] {
  const gone = new Set(events.flatMap((event) => (event.type === 'clock.cancelled' ? [event.payload.clockId] : [])));
  if (gone.size === 0) return clocks;
  return {
    byId: (id) => clocks.byId(id),
    busyOf: (no) => clocks.busyOf(no),
    waiting: () => clocks.waiting(),
    ofItem: (id) => clocks.ofItem(id),
    onDay: (no, businessDate) => clocks.onDay(no, businessDate).filter(({ id }) => !gone.has(id)),
    onDayAtMost: (no, businessDate) => clocks.onDayAtMost(no, businessDate),
    types: () => clocks.types(),
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
