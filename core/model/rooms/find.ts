import { roomError } from './errors.ts';
import type { RoomRecord } from './room.ts';
import type { RoomsSlice } from './slice.ts';

/** Throws ROOM_UNKNOWN. */
export function roomOf(state: { rooms: RoomsSlice }, roomNo: string): RoomRecord {
  const room = state.rooms.byNo(roomNo);
  if (!room) throw roomError('ROOM_UNKNOWN', { roomNo });
  return room;
}
