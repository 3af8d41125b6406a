import type { RoomRecord } from './room.ts';

/** What decisions look at of rooms. */
export interface RoomsSlice {
  /** Null only for a number that the site does not have. */
  byNo(roomNo: string): RoomRecord | null;
}
