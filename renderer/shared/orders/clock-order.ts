import type { ClockView } from '../../../host/parts/clocks/views.ts';
import type { GuestView } from '../../../host/parts/visits/views.ts';

/** Which item comes after which. */

/** The item of a guest that another one would come after: the last that goes on or waits; null where there is none. */
export function lastOpenClock(guest: GuestView | undefined): ClockView | null {
  const open = (guest?.clocks ?? []).filter(
    (clock) => clock.parentId === null && clock.pairOf === null && isOpen(clock),
  );
  return open.findLast((clock) => !open.some((other) => other.afterId === clock.id)) ?? null;
}

/** The item that a clock waits for to end; undefined where it waits for none. */
export function firstOf({ afterId }: ClockView, clocks: readonly ClockView[]): ClockView | undefined {
  return afterId === null
    ? undefined
    : clocks.find((other) => (other.id === afterId || other.pairOf === afterId) && isOpen(other));
}

/** Since when a clock waits for its technician, UTC ms. */
export function waitsSince({ calledAt, orderedAt, afterId }: ClockView, clocks: readonly ClockView[]): number {
  return calledAt ?? Math.max(orderedAt, clocks.find(({ id }) => id === afterId)?.endedAt ?? 0);
}

function isOpen({ state }: ClockView): boolean {
  return state !== 'ended' && state !== 'cancelled';
}
