import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { roomError } from '../../model/rooms/errors.ts';
import { roomOf } from '../../model/rooms/find.ts';
import type { StoreState } from '../../model/state.ts';

export function cleanRoom(state: StoreState, { roomNo }: CommandData<'room.clean'>): StoreEvent[] {
  const room = roomOf(state, roomNo);
  if (state.visits.openIn(roomNo) || room.dirtySince === null) throw roomError('ROOM_NOT_DIRTY', { roomNo });
  return [event('room.cleaned', { roomNo })];
}

export function putOutOfOrder(state: StoreState, data: CommandData<'room.putOutOfOrder'>): StoreEvent[] {
  const { roomNo, reason } = data;
  const room = roomOf(state, roomNo);
  if (state.visits.openIn(roomNo)) throw roomError('ROOM_OCCUPIED', { roomNo });
  if (room.outOfOrder !== null) throw roomError('ROOM_OUT_OF_ORDER', { roomNo, reason: room.outOfOrder });
  return [event('room.putOutOfOrder', { roomNo, reason, isDirty: room.dirtySince !== null })];
}

export function putInOrder(state: StoreState, { roomNo }: CommandData<'room.putInOrder'>): StoreEvent[] {
  if (roomOf(state, roomNo).outOfOrder === null) throw roomError('ROOM_IN_ORDER', { roomNo });
  return [event('room.putInOrder', { roomNo })];
}
