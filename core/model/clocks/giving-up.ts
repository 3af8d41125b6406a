import { minuteMs } from '../../kernel/time.ts';
import type { Clock } from './clock.ts';
import { isOpen } from './clock.ts';
import { isWithinGrace } from './timing.ts';

/**
 * What giving a clock up costs. `clocks`: all of the guest, or of the visit, extensions and those given up before
 * included; others among them do no harm.
 */

type ItemClock = Pick<Clock, 'id' | 'guestId' | 'pairOf' | 'parentId' | 'state' | 'calledAt' | 'startedAt'>;
interface Patience {
  cancelGraceMinutes: number;
  toRoomMinutes: number;
}

/** Those that are given up with a clock: itself and, where it carries the price, all of the item. */
function givenUpWith<C extends ItemClock>(clocks: readonly C[], { id, pairOf }: Pick<ItemClock, 'id' | 'pairOf'>): C[] {
  return clocks.filter(
    (one) => one.parentId === null && isOpen(one) && (one.id === id || (pairOf === null && one.pairOf === id)),
  );
}

/**
 * Whether a call has stood for so long, at an instant (UTC ms), that somebody may have been served without a swipe: the
 * way to the room and the grace are over.
 */
export function isCalledTooLong(
  { calledAt, startedAt }: Pick<ItemClock, 'calledAt' | 'startedAt'>,
  { toRoomMinutes, cancelGraceMinutes }: Patience,
  at: number,
): boolean {
  return startedAt === null && calledAt !== null && at - calledAt > (toRoomMinutes + cancelGraceMinutes) * minuteMs;
}

/** Whether a guest has begun another item before and given it up: ten minutes, six times, are an hour. */
function hasGivenUpBefore(clocks: readonly ItemClock[], clock: ItemClock): boolean {
  const item = clock.pairOf ?? clock.id;
  return clocks.some(
    (one) =>
      one.guestId === clock.guestId &&
      one.parentId === null &&
      one.state === 'cancelled' &&
      one.startedAt !== null &&
      one.id !== item &&
      one.pairOf !== item,
  );
}

function isLoss(clocks: readonly ItemClock[], one: ItemClock, store: Patience, at: number): boolean {
  if (one.startedAt === null) return one.state === 'called' && isCalledTooLong(one, store, at);
  return !isWithinGrace(one.startedAt, store, at) || hasGivenUpBefore(clocks, one);
}

/**
 * Whether a clock can be given up without loss at an instant (UTC ms): none of those that go along has run past the
 * grace or was called too long ago, and the guest gives up a begun one for the first time.
 */
export function isGivenUpFreely(
  clocks: readonly ItemClock[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Patience,
  at: number,
): boolean {
  return !givenUpWith(clocks, clock).some((one) => isLoss(clocks, one, store, at));
}

/**
 * What guests no longer pay when a clock is cancelled at an instant (UTC ms), in minor units: the item and its
 * extensions where giving it up is not free, else nothing. That is money, and needs a manager.
 */
export function writtenOffMinor(
  clocks: readonly (ItemClock & Pick<Clock, 'priceMinor'>)[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Patience,
  at: number,
): number {
  const given = givenUpWith(clocks, clock).filter((one) => isLoss(clocks, one, store, at));
  const ids = new Set(given.map((one) => one.id));
  const extensions = clocks.filter(({ parentId, state }) => state === 'started' && ids.has(parentId ?? ''));
  return [...given, ...extensions].reduce((sum, { priceMinor }) => sum + priceMinor, 0);
}

/** The same as the rule was at first: what was never started cost nothing, and each start was given up freely once more. */
export function writtenOffAtFirstMinor(
  clocks: readonly (ItemClock & Pick<Clock, 'priceMinor'>)[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Patience,
  at: number,
): number {
  const past = clocks.filter(({ state, startedAt }) => state !== 'cancelled' && startedAt !== null);
  return writtenOffMinor(past, clock, store, at);
}
