import type { RoomRecord } from '../../../core/model/rooms/room.ts';
import type { RoomsSlice } from '../../../core/model/rooms/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';

export class StoredRooms implements RoomsSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  byNo(roomNo: string) {
    return this.#read.get<RoomRecord>('SELECT no, outOfOrder, dirtySince FROM rooms WHERE no = ?', roomNo) ?? null;
  }
}
