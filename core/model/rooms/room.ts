import { isOpen } from '../clocks/clock.ts';
import { isWaiting, type SeenClock } from '../clocks/waiting.ts';

/** What is kept of a room itself; everything else about it is derived from what is in it. */
export interface RoomRecord {
  no: string;
  /** Why it cannot be used; null when it can. */
  outOfOrder: string | null;
  /** Since when it waits for a cleaner; null when clean. UTC ms. */
  dirtySince: number | null;
}

export const roomStates = [
  'vacant',
  'reserved',
  'occupied',
  'waiting',
  'in-service',
  'awaiting-payment',
  'dirty',
  'out-of-order',
] as const;
export type RoomState = (typeof roomStates)[number];

/**
 * A room's state, from what is in it. With several guests, the one that needs attention first wins: a clock not
 * started before a running one, a running one before a guest who wants to pay, and who has nothing ordered comes last. `isKept`: for guests who reserved it.
 */
export function roomState(room: RoomRecord, guests: readonly GuestClocks[], isKept = false): RoomState {
  if (guests.length > 0) {
    const states = guests.map(guestState);
    for (const state of ['waiting', 'in-service', 'awaiting-payment', 'occupied'] as const) {
      if (states.includes(state)) return state;
    }
  }
  if (room.outOfOrder !== null) return 'out-of-order';
  if (room.dirtySince !== null) return 'dirty';
  return isKept ? 'reserved' : 'vacant';
}

/** The clocks and whether goods are owed, of one guest who is in the room. */
export interface GuestClocks {
  clocks: readonly SeenClock[];
  hasGoods: boolean;
}

/** The state one guest (one bed) is in. */
export function guestState({
  clocks,
  hasGoods,
}: GuestClocks): 'waiting' | 'in-service' | 'occupied' | 'awaiting-payment' {
  if (clocks.some((clock) => isWaiting(clock, clocks))) return 'waiting';
  if (clocks.some(isOpen)) return 'in-service';
  return hasGoods || clocks.some((clock) => clock.state === 'ended') ? 'awaiting-payment' : 'occupied';
}
