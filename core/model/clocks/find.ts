import type { StoreError } from '../../kernel/error.ts';
import { serviceOf } from '../site/find.ts';
import type { SiteIndex } from '../site/site-index.ts';
import { type Clock, isOpen } from './clock.ts';
import { clockError } from './errors.ts';
import type { ClocksSlice } from './slice.ts';
import { earlyMinutesOf } from './timing.ts';

/** A clock that is sold by itself: an extension ends, starts and is cancelled with its main clock. */
export function mainClock(state: { clocks: ClocksSlice }, clockId: string): Clock {
  const clock = state.clocks.byId(clockId);
  if (!clock) throw clockError('CLOCK_UNKNOWN', { clockId });
  if (clock.parentId !== null) throw clockError('CLOCK_IS_EXTENSION', { clockId });
  return clock;
}

/** Says why a clock is not in the state a command needs. */
export function wrongClockState(clock: Clock): StoreError {
  const context = { clockId: clock.id, roomNo: clock.roomNo };
  switch (clock.state) {
    case 'ordered':
      return clockError('CLOCK_NOT_CALLED', context);
    case 'called':
      return clockError('CLOCK_NOT_STARTED', context);
    case 'started':
      return clockError('CLOCK_ALREADY_STARTED', context);
    case 'ended':
      return clockError('CLOCK_ENDED', context);
    case 'cancelled':
      return clockError('CLOCK_CANCELLED', context);
  }
}

/** The open clocks of one guest, extensions left out (they follow their main clock). */
export function openClocksOf(clocks: readonly Clock[], guestId: string): Clock[] {
  return clocks.filter((clock) => clock.guestId === guestId && clock.parentId === null && isOpen(clock));
}

/** `earlyMinutesOf` of a clock of the store, by its item and the settings in force. */
export function earlyMinutesAt(
  state: { site: SiteIndex },
  clock: Pick<Clock, 'dueAt' | 'serviceCode' | 'minutes'>,
  at: number,
): number {
  return earlyMinutesOf(clock, serviceOf(state, clock.serviceCode), state.site.site.store, at);
}
