import { cardError } from '../model/cards/errors.ts';
import { roomError } from '../model/rooms/errors.ts';
import type { SiteStaff } from '../model/site/schema.ts';
import { mayDo } from '../model/staff/permissions.ts';
import { presentGuests } from '../model/visits/find.ts';
import { done } from './answer.ts';
import { cancelInRoom } from './cancel-dialog.ts';
import type { RoomDialog } from './dialogs.ts';
import { beginGoods } from './goods-dialog.ts';
import { nothingDone } from './idle.ts';
import { menu, menuAgain } from './menus.ts';
import { beginOpening, checkVacant } from './open-dialog.ts';
import { reservedRoom } from './reserved-dialog.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/** A staff card at a room's terminal. Throws StoreError where it is turned away. */
export function staffInRoom(
  port: TerminalPort,
  place: TerminalPlace,
  staff: SiteStaff,
  roomNo: string,
): TerminalAnswer {
  if (mayDo(staff.role, 'visit.open')) {
    if (port.state.visits.openIn(roomNo)) {
      const mayCancel = mayDo(staff.role, 'clock.cancel') ? { mayCancel: true as const } : {};
      return menu(place, { kind: 'room', staffNo: staff.no, ...mayCancel });
    }
    checkVacant(port, roomNo);
    return reservedRoom(port, place, staff, roomNo) ?? beginOpening(place, staff.no);
  }
  if (!mayDo(staff.role, 'room.clean')) throw cardError('CARD_NOT_FOR_THIS');
  port.act('room.clean', { roomNo }, staff.no);
  const texts = textsOf(place.language);
  const state = `${roomNo} ${texts.roomState.vacant}`;
  return done(place, { rows: [state, `${staff.no} ${texts.cleaned}`], fold: state });
}

/** Throws StoreError where what was chosen is refused. */
export function roomKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: RoomDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  const visit = port.state.visits.openIn(roomNo);
  if (!visit) throw roomError('ROOM_EMPTY', { roomNo });
  switch (key) {
    case '*':
      return nothingDone(port.state, place);
    case '1':
      return beginGoods(place, presentGuests(port.state, visit.id), dialog);
    case '2':
      return callForService(port, place, roomNo, dialog.staffNo);
    case '3':
      return dialog.mayCancel ? cancelInRoom(port, place, dialog, roomNo) : menuAgain(place, dialog);
    default:
      return menuAgain(place, dialog);
  }
}

/** Throws ROOM_EMPTY or SERVICE_CALL_OPEN. */
export function callForService(
  port: TerminalPort,
  place: TerminalPlace,
  roomNo: string,
  actor: string,
): TerminalAnswer {
  port.act('service.call', { roomNo }, actor);
  const texts = textsOf(place.language);
  return done(place, { rows: [texts.room(roomNo), texts.serviceCalled], fold: texts.serviceCalled });
}
