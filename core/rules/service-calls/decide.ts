import type { CommandData } from '../../model/commands.ts';
import { event, type StoreEvent } from '../../model/events.ts';
import { roomError } from '../../model/rooms/errors.ts';
import { roomOf } from '../../model/rooms/find.ts';
import { serviceCallError } from '../../model/service-calls/errors.ts';
import type { StoreState } from '../../model/state.ts';

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
