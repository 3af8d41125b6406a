import type { ClockType } from '../../model/clocks/clock.ts';
import type { CountColumn } from '../../model/clocks/clock-types.ts';
import { event, type StoreEvent } from '../../parts/events.ts';
import type { StoreState } from '../../parts/state.ts';

/**
 * Writes on a clock that starts, or goes on as another type, where it counts: what is set later does not reach it,
 * as with the rules of commission.
 */
export function withCounts(
  state: Pick<StoreState, 'clock' | 'clockTypes'>,
  events: readonly StoreEvent[],
): StoreEvent[] {
  const now = (type: ClockType): { countsAs?: CountColumn } =>
    type === 'extension' ? {} : { countsAs: state.clockTypes()[type].countsAs };
  return events.map((one) => {
    switch (one.type) {
      case 'clock.started':
        return event(one.type, { ...one.payload, ...now(state.clock(one.payload.clockId)?.type ?? 'rotation') });
      case 'clock.technicianChanged':
        return one.payload.running ? event(one.type, { ...one.payload, ...now(one.payload.type) }) : one;
      case 'clock.converted':
        return one.payload.running ? event(one.type, { ...one.payload, ...now('converted') }) : one;
      default:
        return one;
    }
  });
}
