import { addDays } from '../../kernel/time.ts';
import { policyFor, type RotationState, turnsOn } from './policy-in-force.ts';

/** Smaller comes first; compared part by part. */
type Key = readonly (string | number)[];

/**
 * Where somebody belongs who comes on duty for the first time on a trading day: by the place of the day before, or by
 * how few clocks there were then, among those who have had none today. Null where the shop goes by check-in.
 */
export function dayStartPosition(
  state: RotationState,
  queueId: string,
  technicianNo: string,
  businessDate: string,
): { position: number; because: 'day-start-order' | 'day-start-fewest' } | null {
  const policy = policyFor(state, queueId, businessDate);
  if (policy.dayStart === 'check-in' || state.rotation.hasJoined(queueId, technicianNo, businessDate)) return null;
  const keyOf = (no: string): Key | null => {
    if (policy.dayStart === 'fewest-clocks-yesterday') {
      return [turnsOn(state, no, addDays(businessDate, -1), policy).length];
    }
    const left = state.rotation.lastLeft(queueId, no, businessDate);
    // Who was there yesterday comes before those who were not.
    return left && [-Date.parse(left.businessDate), left.rank];
  };
  const own = keyOf(technicianNo);
  const queue = state.rotation.queue(queueId);
  const because = policy.dayStart === 'yesterday-order' ? 'day-start-order' : 'day-start-fewest';
  if (own === null) return { position: queue.length + 1, because };
  const behind = queue.findLastIndex((place) => {
    if (turnsOn(state, place.technicianNo, businessDate, policy).length > 0) return false;
    const key = keyOf(place.technicianNo);
    return key !== null && compare(key, own) <= 0;
  });
  return { position: behind + 2, because };
}

function compare(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other !== undefined && part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
