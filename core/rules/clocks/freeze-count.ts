import type { ClockType, CountColumn } from '../../model/clock-types/clock-types.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * Writes on a clock that starts, or goes on as another type, where it counts: what is set later does not reach it,
 * as with the rules of commission.
 */
export function withCounts(state: Pick<StoreState, 'clocks'>, events: readonly StoreEvent[]): StoreEvent[] {
  const now = (type: ClockType): { countsAs?: CountColumn } =>
    type === 'extension' ? {} : { countsAs: state.clocks.types()[type].countsAs };
  return events.map((one) => {
    switch (one.type) {
      case 'clock.started':
        return event(one.type, { ...one.payload, ...now(state.clocks.byId(one.payload.clockId)?.type ?? 'rotation') });
      case 'clock.technicianChanged':
        return one.payload.running ? event(one.type, { ...one.payload, ...now(one.payload.type) }) : one;
      case 'clock.converted':
        return one.payload.running ? event(one.type, { ...one.payload, ...now('converted') }) : one;
      default:
        return one;
    }
  });
}
