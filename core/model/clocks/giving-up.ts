import type { Clock } from './clock.ts';
import { isOpen } from './clock.ts';
import { isWithinGrace } from './timing.ts';

/** What giving a clock up costs. `clocks`: all of the item, extensions included; others among them do no harm. */

type ItemClock = Pick<Clock, 'id' | 'pairOf' | 'parentId' | 'state' | 'startedAt'>;
interface Grace {
  cancelGraceMinutes: number;
}

/** Those that are given up with a clock: itself and, where it carries the price, all of the item. */
function givenUpWith<C extends ItemClock>(clocks: readonly C[], { id, pairOf }: Pick<ItemClock, 'id' | 'pairOf'>): C[] {
  return clocks.filter(
    (one) => one.parentId === null && isOpen(one) && (one.id === id || (pairOf === null && one.pairOf === id)),
  );
}

function isPastGrace({ startedAt }: Pick<ItemClock, 'startedAt'>, store: Grace, at: number): boolean {
  return startedAt !== null && !isWithinGrace(startedAt, store, at);
}

/**
 * Whether a clock can be given up without loss at an instant (UTC ms): none of those that go along has run past the
 * grace.
 */
export function isGivenUpFreely(
  clocks: readonly ItemClock[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Grace,
  at: number,
): boolean {
  return !givenUpWith(clocks, clock).some((one) => isPastGrace(one, store, at));
}

/**
 * What guests no longer pay when a clock is cancelled at an instant (UTC ms), in minor units: the item and its
 * extensions where it has run past the grace, nothing before. That is money, and needs a manager.
 */
export function writtenOffMinor(
  clocks: readonly (ItemClock & Pick<Clock, 'priceMinor'>)[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Grace,
  at: number,
): number {
  const given = givenUpWith(clocks, clock).filter((one) => isPastGrace(one, store, at));
  const ids = new Set(given.map((one) => one.id));
  const extensions = clocks.filter(({ parentId, state }) => state === 'started' && ids.has(parentId ?? ''));
  return [...given, ...extensions].reduce((sum, { priceMinor }) => sum + priceMinor, 0);
}
