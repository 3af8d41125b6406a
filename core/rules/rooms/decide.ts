import { roomError } from '../../model/rooms/errors.ts';
import { roomOf } from '../../model/rooms/find.ts';
import { serviceCallError } from '../../model/service-calls/errors.ts';
import type { StoreState } from '../../model/state.ts';
import type { CommandData } from '../../parts/commands.ts';
import { event, type StoreEvent } from '../../parts/events.ts';

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
  return [event('room.putOutOfOrder', { roomNo, reason })];
}

export function putInOrder(state: StoreState, { roomNo }: CommandData<'room.putInOrder'>): StoreEvent[] {
  if (roomOf(state, roomNo).outOfOrder === null) throw roomError('ROOM_IN_ORDER', { roomNo });
  return [event('room.putInOrder', { roomNo })];
}

/** A call for service from a room: shown and spoken at the desk until somebody answers it. */
export function callService(
  state: StoreState,
  { roomNo }: CommandData<'service.call'>,
  ctx: { newId(): string; actor: string },
): StoreEvent[] {
  roomOf(state, roomNo);
  if (!state.visits.openIn(roomNo)) throw roomError('ROOM_EMPTY', { roomNo });
  if (state.serviceCalls.openIn(roomNo)) throw serviceCallError('SERVICE_CALL_OPEN', { roomNo });
  return [event('service.called', { callId: ctx.newId(), roomNo, by: ctx.actor })];
}

export function answerService(state: StoreState, { callId }: CommandData<'service.answer'>): StoreEvent[] {
  const call = state.serviceCalls.byId(callId);
  if (!call || call.answeredAt !== null) throw serviceCallError('SERVICE_CALL_UNKNOWN', { callId });
  return [event('service.answered', { callId, roomNo: call.roomNo })];
}
