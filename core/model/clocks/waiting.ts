import { type Clock, isOpen } from './clock.ts';

/** As much of a clock as says what a guest waits for. */
export type SeenClock = Pick<Clock, 'state'> & Partial<Pick<Clock, 'id' | 'afterId' | 'pairOf'>>;

/**
 * A clock of the item that another one comes after and that goes on still; undefined where it waits for none. `clocks`:
 * those that can be seen, of one guest or of all.
 */
export function openBefore<C extends SeenClock>({ afterId }: SeenClock, clocks: readonly C[]): C | undefined {
  // Of an item for several guests, each has an own clock to wait for.
  return afterId
    ? clocks.find((other) => (other.id === afterId || other.pairOf === afterId) && isOpen(other))
    : undefined;
}

/** Whether the guest waits for a clock to start: what comes after another one is not waited for before its end. */
export function isWaiting(clock: SeenClock, clocks: readonly SeenClock[]): boolean {
  return (clock.state === 'ordered' || clock.state === 'called') && !openBefore(clock, clocks);
}

/** Since when a clock waits for its technician, UTC ms: its call, or its order and the end of the item before it. */
export function waitsSince(
  { calledAt, orderedAt, afterId }: Pick<Clock, 'calledAt' | 'orderedAt' | 'afterId'>,
  clocks: readonly Pick<Clock, 'id' | 'pairOf' | 'endedAt'>[],
): number {
  if (calledAt !== null) return calledAt;
  const before = afterId === null ? [] : clocks.filter(({ id, pairOf }) => id === afterId || pairOf === afterId);
  return Math.max(orderedAt, ...before.map(({ endedAt }) => endedAt ?? 0));
}
