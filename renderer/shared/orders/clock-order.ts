import { isOpen } from '../../../core/model/clocks/clock.ts';
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
