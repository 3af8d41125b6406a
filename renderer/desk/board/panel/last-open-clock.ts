import type { ClockView, GuestView } from '../../../../host/api/views.ts';

/** The item of a guest that another one would come after: the last that goes on or waits; null where there is none. */
export function lastOpenClock(guest: GuestView | undefined): ClockView | null {
  const open = (guest?.clocks ?? []).filter(
    ({ parentId, pairOf, state }) => parentId === null && pairOf === null && state !== 'ended' && state !== 'cancelled',
  );
  return open.findLast((clock) => !open.some((other) => other.afterId === clock.id)) ?? null;
}
