import type { QueuePlace } from '../../model/rotation/queue.ts';
import type { StoreEvent } from '../../parts/events.ts';
import type { RotationState } from './policy-in-force.ts';

/**
 * What the rotation asks of the store, its queues as the moves among these events leave them. Where one command moves
 * several people, each is asked about after those before: two who go to the tail never get the same place.
 */
export function afterMoves(state: RotationState, events: readonly StoreEvent[]): RotationState {
  if (!events.some(({ type }) => type === 'rotation.moved')) return state;
  return {
    site: state.site,
    technician: (no) => state.technician(no),
    marks: (no) => state.marks(no),
    queue: (queueId) => moved(state.queue(queueId), queueId, events),
    busyClockOf: (no) => state.busyClockOf(no),
    clocksOfItem: (clockId) => state.clocksOfItem(clockId),
    clockTypes: () => state.clockTypes(),
    waitingClocks: () => state.waitingClocks(),
    clocksOnDay: (no, businessDate) => state.clocksOnDay(no, businessDate),
    clocksOnDayAtMost: (no, businessDate) => state.clocksOnDayAtMost(no, businessDate),
    policies: () => state.policies(),
    hasJoined: (queueId, no, businessDate) => state.hasJoined(queueId, no, businessDate),
    lastLeft: (queueId, no, businessDate) => state.lastLeft(queueId, no, businessDate),
    calledBehind: (queueId, rank, sinceAt) => state.calledBehind(queueId, rank, sinceAt),
    locks: () => state.locks(),
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
