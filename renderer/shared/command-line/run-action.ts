import type { CommandInput } from '../../../core/model/commands.ts';
import type { CommandAnswer } from '../../../host/contract/commands.ts';

import { act, tellError, tryAct } from '../../client/act.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { i18n } from '../../client/i18n.ts';
import { navigate } from '../../client/router.ts';
import { showDone, showUndo } from '../../components/undo.tsx';
import { choicesIn, sameFor } from '../orders/technician-choice.ts';
import { chooseRoom, showForm } from './board-view.ts';
import type { BoardAction, NextItem } from './command-line.ts';

/** Does what a line or a button means. False where the store refused (it has been told then). */
export async function runAction(action: BoardAction): Promise<boolean> {
  switch (action.kind) {
    case 'open': {
      const { roomNo, guestCount, orderCount, serviceCode, technicianNos } = action;
      const guests = Array.from({ length: guestCount }, () => ({}));
      const orders = Array.from({ length: orderCount }, (_, at) => ({
        serviceCode: serviceCode ?? '',
        choices: at === 0 ? choicesIn(technicianNos.join(' ')) : [],
        ...afterIt(action.next, at === 0),
      }));
      return openRoom({ roomNo, guests, orders });
    }
    case 'order': {
      const { guestId, serviceCode, technicianNos, after } = action;
      const choices = after?.sameNo ? [{ kind: 'same' as const }] : choicesIn(technicianNos.join(' '));
      const later = after ? { after: after.clockId } : afterIt(action.next, true);
      return did(await act('clock.order', { guestId, serviceCode, choices, ...later }));
    }
    case 'convert':
      chooseRoom(action.roomNo);
      showForm({ kind: 'reason', about: 'convert', clockId: action.clockId });
      return true;
    case 'change-item': {
      const { roomNo, clockId, serviceCode, from, isCheaper } = action;
      if (!isCheaper) return did(await act('clock.changeItem', { clockId, serviceCode, was: from }));
      chooseRoom(roomNo);
      showForm({ kind: 'change-item', clockId, serviceCode });
      return true;
    }
    case 'hand-back': {
      const { roomNo, why, clockId, instead } = action;
      chooseRoom(roomNo);
      showForm({ kind: 'hand-back', why, clockId, ...(instead !== null && { instead }) });
      return true;
    }
    case 'extend':
      return did(await act('clock.extend', { clockId: action.clockId, units: action.units }));
    case 'end':
      return did(await act('clock.end', { clockId: action.clockId }));
    case 'call-again':
      return did(await act('clock.callAgain', { clockId: action.clockId }));
    case 'arrive': {
      // Where the room or a technician is not as booked, the panel of the room has the way on.
      chooseRoom(action.roomNo);
      return did(await act('reservation.arrive', { reservationId: action.reservationId }));
    }
    case 'clean':
      return did(await act('room.clean', { roomNo: action.roomNo }));
    case 'pay':
      navigate('cashier', { visit: action.visitId });
      return true;
    case 'goods': {
      const { guestId, goodsCode, quantity } = action;
      return did(await act('goods.order', { guestId, lines: [{ goodsCode, quantity }] }));
    }
  }
}

/** The order of the next item; who is named serves the first guest, with the others whoever serves them goes on. */
function afterIt(next: NextItem | undefined, isFirstGuest: boolean) {
  if (!next) return {};
  const { serviceCode, technicianNos, same } = next;
  const choices = isFirstGuest && same === 0 ? choicesIn(technicianNos.join(' ')) : sameFor(same || 1);
  return { next: { serviceCode, choices } };
}

/**
 * Does what takes a room. Where it is kept for guests who reserved it, the panel of `panelRoomNo` asks for a reason and
 * does it again with that; null then, and where the store refused (it has been told).
 */
async function unlessKept(
  panelRoomNo: string,
  work: () => Promise<CommandAnswer>,
  again: (reason: string) => Promise<boolean>,
): Promise<CommandAnswer | null> {
  try {
    return await work();
  } catch (error) {
    if (refusalOf(error)?.code === 'ROOM_RESERVED') {
      chooseRoom(panelRoomNo);
      showForm({ kind: 'despite', text: textOfError(error), again });
    } else tellError(error);
    return null;
  }
}

/** Opens a room; where nothing was ordered nothing was called or printed, so it can be undone. */
export async function openRoom(data: CommandInput<'visit.open'>): Promise<boolean> {
  const answer = await unlessKept(
    data.roomNo,
    () => tryAct('visit.open', data),
    (reason) => openRoom({ ...data, despiteReservation: reason }),
  );
  if (!answer) return false;
  chooseRoom(data.roomNo);
  const opened = answer.events.find((event) => event.type === 'visit.opened');
  if (opened && !data.orders?.length) {
    showUndo(i18n.t('command-line:did.opened', { room: data.roomNo }), () => {
      void act('visit.close', { visitId: opened.payload.visitId });
    });
  }
  return true;
}

/** Takes a room out of use, and offers to take that back. */
export async function putOutOfOrder(roomNo: string, reason: string): Promise<boolean> {
  if (!(await act('room.putOutOfOrder', { roomNo, reason }))) return false;
  showUndo(i18n.t('command-line:did.outOfOrder', { room: roomNo }), () => void act('room.putInOrder', { roomNo }));
  return true;
}

/** Puts a room back into use, and offers to take that back. */
export async function putInOrder(roomNo: string, reasonBefore: string): Promise<boolean> {
  if (!(await act('room.putInOrder', { roomNo }))) return false;
  const undo = () => void act('room.putOutOfOrder', { roomNo, reason: reasonBefore });
  showUndo(i18n.t('command-line:did.inOrder', { room: roomNo }), undo);
  return true;
}

/** Gives a guest another band (or none), and offers the one before. */
export async function setWristband(
  guestId: string,
  wristbandNo: string | null,
  before: string | null,
): Promise<boolean> {
  if (!(await act('visit.setWristband', { guestId, wristbandNo, was: before }))) return false;
  showUndo(
    i18n.t('command-line:did.wristband'),
    () => void act('visit.setWristband', { guestId, wristbandNo: before, was: wristbandNo }),
  );
  return true;
}

/** One more guest in the room, and a way back while nothing was ordered. */
export async function addGuest(visitId: string, wristbandNo: string | null): Promise<boolean> {
  const answer = await act('visit.addGuest', { visitId, ...(wristbandNo && { wristbandNo }) });
  if (!answer) return false;
  const added = answer.events.find((event) => event.type === 'visit.guestAdded');
  if (added) {
    const { guestId } = added.payload;
    showUndo(i18n.t('command-line:did.guestAdded'), () => {
      void act('visit.removeGuest', { guestId, reason: i18n.t('command-line:byMistake') });
    });
  }
  return true;
}

/** Moves all guests, or some, to another room. There is no way back by itself: the room they left is dirty. */
export async function changeRoom(
  visitId: string,
  from: string,
  to: string,
  guestIds: string[] | null,
  despiteReservation?: string,
): Promise<boolean> {
  const data = {
    visitId,
    toRoomNo: to,
    ...(guestIds && { guestIds }),
    ...(despiteReservation && { despiteReservation }),
  };
  const answer = await unlessKept(
    from,
    () => tryAct('visit.changeRoom', data),
    (reason) => changeRoom(visitId, from, to, guestIds, reason),
  );
  if (!answer) return false;
  chooseRoom(to);
  showDone(i18n.t('command-line:did.moved', { from, to }));
  return true;
}

function did(answer: unknown): boolean {
  return answer !== null;
}
