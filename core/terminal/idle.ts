import { maskedName } from '../model/reservations/reservation.ts';
import { roomState } from '../model/rooms/room.ts';
import type { StoreState } from '../model/state.ts';
import { presentGuests } from '../model/visits/find.ts';
import { keptReservation } from '../rules/reservations/locks.ts';

import { timeAt } from './answer.ts';
import { layOut, type Rows } from './display.ts';
import type { TerminalAnswer, TerminalPlace } from './terminal.ts';
import { textsOf } from './texts.ts';

/**
 * What a terminal shows when nobody talks to it: the room, its state, and who is called to it or works in it until
 * when. No running minutes, so that it changes with events only.
 */
export function idleLines(state: StoreState, place: TerminalPlace): string[] {
  const texts = textsOf(place.language);
  if (place.roomNo === null) return layOut(place, { rows: [texts.clockRoom, texts.swipeHere], fold: texts.swipeHere });
  return layOut(place, roomRows(state, place, place.roomNo));
}

/** A dialogue that ended with nothing done: the display is as before. */
export function nothingDone(state: StoreState, place: TerminalPlace): TerminalAnswer {
  return { lines: idleLines(state, place), tone: 'ask', dialog: null, refusal: null };
}

/** The notice at the terminal that a clock is about to end, or has extended itself. */
export function reminderLines(
  state: StoreState,
  place: TerminalPlace,
  { technicianNo, dueAt, extendedMinutes }: { technicianNo: string; dueAt: number; extendedMinutes?: number },
): string[] {
  const texts = textsOf(place.language);
  const until = texts.until(timeAt({ state }, dueAt));
  const soon =
    extendedMinutes === undefined
      ? texts.reminder(technicianNo)
      : texts.extendedByItself(technicianNo, extendedMinutes);
  return layOut(place, { rows: [soon, until], fold: soon });
}

function roomRows(state: StoreState, place: TerminalPlace, roomNo: string): Rows {
  const texts = textsOf(place.language);
  const record = state.rooms.byNo(roomNo);
  if (!record) return { rows: [roomNo], fold: roomNo };
  const visit = state.visits.openIn(roomNo);
  const clocks = visit ? state.clocks.ofVisit(visit.id) : [];
  const goods = visit ? state.goods.ofVisit(visit.id) : [];
  const guests = (visit ? presentGuests(state, visit.id) : []).map((guest) => ({
    clocks: clocks.filter((clock) => clock.guestId === guest.id),
    hasGoods: goods.some((line) => line.guestId === guest.id && line.cancelledAt === null && line.billId === null),
  }));
  const kept = visit ? null : keptReservation(state, roomNo);
  const title = `${roomNo} ${texts.roomState[roomState(record, guests, kept !== null)]}`;

  const mains = clocks.filter((clock) => clock.parentId === null);
  const called = mains.flatMap(({ state: at, technicianNo, lateAt }) =>
    at === 'called' && technicianNo !== null
      ? [lateAt === null ? texts.called(technicianNo) : texts.late(technicianNo)]
      : [],
  );
  const working = mains
    .flatMap(({ state: at, technicianNo, dueAt }) =>
      at === 'started' && technicianNo !== null && dueAt !== null ? [{ technicianNo, dueAt }] : [],
    )
    .sort((a, b) => a.dueAt - b.dueAt || Number(a.technicianNo) - Number(b.technicianNo))
    .map(({ technicianNo, dueAt }) => texts.technicianUntil(technicianNo, timeAt({ state }, dueAt)));
  const [first] = [...called, ...working];
  if (kept) {
    const { startsAt, guestName, guestCount } = kept;
    const whose = texts.reserved.whose(timeAt({ state }, startsAt), maskedName(guestName), guestCount);
    return { rows: [title, whose], fold: title };
  }
  return { rows: [title, ...called, ...working], fold: first === undefined ? title : `${roomNo} ${first}` };
}
