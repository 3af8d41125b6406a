import type { RoomRecord } from '../../../core/model/rooms/room.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** Every room's record, by number as text. */
export function allRooms(read: ReadHandle): RoomRecord[] {
  return read.all<RoomRecord>('SELECT no, outOfOrder, dirtySince FROM rooms ORDER BY no');
}
