import { commonError } from '../kernel/errors.ts';
import type { Reservation } from '../model/reservations/reservation.ts';
import type { SiteStaff } from '../model/site/schema.ts';
import { mayDo } from '../model/staff/permissions.ts';
import { roomKeptFor, roomReserved } from '../rules/reservations/locks.ts';
import { ask, done, mistake, timeAt } from './answer.ts';
import type { ReservedDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import { nothingDone } from './idle.ts';
import { beginOpening } from './open-dialog.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
/**
 * The question to somebody at a room that is kept; null at one that is not. Throws ROOM_RESERVED to those who have
 * nothing to do with reservations.
 */
export function reservedRoom(
  port: TerminalPort,
  place: TerminalPlace,
  staff: SiteStaff,
  roomNo: string,
): TerminalAnswer | null {
  const kept = roomKeptFor(port.state, roomNo, port.at);
  if (!kept) return null;
  if (!mayDo(staff.role, 'reservation.edit')) throw roomReserved(port.state, kept, roomNo);
  return show(port, place, { kind: 'reserved', staffNo: staff.no, reservationId: kept.id, step: 'whose' }, kept);
}

/** Throws StoreError where the room is kept for somebody else by now, or the arrival is refused. */
export function reservedKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: ReservedDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  const kept = roomKeptFor(port.state, roomNo, port.at);
  if (!kept || kept.id !== dialog.reservationId) throw commonError('CHANGED_MEANWHILE', { roomNo });
  if (dialog.step === 'whose') {
    if (key === '*') return nothingDone(port.state, place);
    if (key === '1') return arrive(port, place, dialog, roomNo);
    if (key === '2') return show(port, place, { ...dialog, step: 'reason' }, kept);
  } else {
    if (key === '*') return show(port, place, { ...dialog, step: 'whose' }, kept);
    const reason = textsOf(place.language).reserved.reasons[Number(key) - 1];
    if (reason !== undefined) return beginOpening(place, dialog.staffNo, reason);
  }
  return mistake(place, rowsOf(port, place, dialog, kept), dialog);
}

function arrive(port: TerminalPort, place: TerminalPlace, dialog: ReservedDialog, roomNo: string): TerminalAnswer {
  const texts = textsOf(place.language);
  const { reservationId, staffNo } = dialog;
  const events = port.act('reservation.arrive', { reservationId, roomNo }, staffNo);
  const guests = events.flatMap((event) => (event.type === 'visit.opened' ? event.payload.guests : []));
  const nos = events.flatMap((event) => (event.type === 'clock.called' ? [event.payload.technicianNo] : []));
  const isOrdered = events.some((event) => event.type === 'clock.ordered');
  const called = nos.length > 0 ? [texts.calledNow(nos)] : isOrdered ? [texts.nobodyYet] : [];
  const opened = texts.opened(roomNo, guests.length);
  return done(place, { rows: [opened, ...called], fold: called[0] ?? opened });
}

function show(port: TerminalPort, place: TerminalPlace, dialog: ReservedDialog, kept: Reservation): TerminalAnswer {
  return ask(place, rowsOf(port, place, dialog, kept), dialog);
}

function rowsOf(port: TerminalPort, place: TerminalPlace, dialog: ReservedDialog, kept: Reservation): Rows {
  const { reserved } = textsOf(place.language);
  if (dialog.step === 'reason') return { rows: [reserved.why, reserved.reasonKeys], fold: reserved.reasonKeys };
  const { startsAt, guestName, guestCount } = kept;
  const whose = reserved.whose(timeAt(port, startsAt), guestName, guestCount);
  return { rows: [whose, reserved.keys], fold: reserved.keys };
}
