import type { Clock } from './clock.ts';
import { isWithinGrace } from './timing.ts';

type SoldClock = Pick<Clock, 'id' | 'pairOf' | 'parentId' | 'state' | 'startedAt' | 'priceMinor'>;

/**
 * What guests no longer pay when a clock is cancelled at an instant (UTC ms), in minor units: the item and its
 * extensions where it has run past the grace, nothing before. That is money, and needs a manager. `clocks`: all of the
 * item, extensions included; others among them do no harm.
 */
export function writtenOffMinor(
  clocks: readonly SoldClock[],
  { id, pairOf }: Pick<SoldClock, 'id' | 'pairOf'>,
  store: { cancelGraceMinutes: number },
  at: number,
): number {
  const given = clocks.filter(
    (one) =>
      one.parentId === null &&
      (one.id === id || (pairOf === null && one.pairOf === id)) &&
      one.state === 'started' &&
      one.startedAt !== null &&
      !isWithinGrace(one.startedAt, store, at),
  );
  const ids = new Set(given.map((one) => one.id));
  const extensions = clocks.filter(({ parentId, state }) => state === 'started' && ids.has(parentId ?? ''));
  return [...given, ...extensions].reduce((sum, { priceMinor }) => sum + priceMinor, 0);
}
