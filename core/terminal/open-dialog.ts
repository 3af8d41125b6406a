import { shortErrorText } from '../error-texts.ts';
import { StoreError } from '../kernel/error.ts';
import { commonError } from '../kernel/errors.ts';
import type { NumberedChoice, TechnicianChoice } from '../model/clocks/choice.ts';
import type { CommandInput } from '../model/commands.ts';
import type { StoreEvent } from '../model/events.ts';
import { roomError } from '../model/rooms/errors.ts';
import { roomOf } from '../model/rooms/find.ts';
import { guestsFor } from '../model/site/defaults.ts';
import { siteError } from '../model/site/errors.ts';
import { serviceOf } from '../model/site/find.ts';
import type { SiteService } from '../model/site/schema.ts';

import { isAvailable } from '../rules/clocks/availability.ts';
import { checkChoice } from '../rules/clocks/decide-order.ts';
import { nextFor } from '../rules/clocks/dispatch.ts';
import { requireUnlocked } from '../rules/reservations/locks.ts';
import { ask, askTyping, done, isDigit, mistake, typedOn, typingMistake } from './answer.ts';
import type { OpenDialog } from './dialogs.ts';
import { type Rows, widthOf } from './display.ts';
import { nothingDone } from './idle.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/** What the digits mean where a number is confirmed, from 1. */
const kinds = ['requested', 'picked', 'call', 'converted'] as const satisfies readonly NumberedChoice['kind'][];
/** So many are shown to choose from. */
const shownCount = 3;

/** The first question to somebody who may open the (vacant) room. `despite`: why, where it is kept for other guests. */
export function beginOpening(place: TerminalPlace, staffNo: string, despite?: string): TerminalAnswer {
  return show(place, {
    kind: 'open',
    staffNo,
    ...(despite === undefined ? {} : { despite }),
    step: 'guests',
    typed: '',
    guests: 1,
    serviceCode: null,
    choice: null,
  });
}

/** Throws StoreError where the room has meanwhile become one that cannot be opened, or the opening is refused. */
export function openingKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: OpenDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  checkVacant(port, roomNo);
  if (key === '*') return back(port, place, dialog);
  if (dialog.step === 'confirm') return confirmKey(port, place, dialog, key, roomNo);
  if (dialog.step === 'pick') return pickKey(port, place, dialog, key);
  if (isDigit(key)) return show(place, { ...dialog, typed: typedOn(dialog.typed, key) });
  if (key !== '#') return show(place, dialog);
  try {
    return take(port, place, dialog, roomNo);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const why = shortErrorText(error.code, place.language, error.context);
    return typingMistake(place, why, question(place, dialog), dialog);
  }
}

/** Throws ROOM_UNKNOWN, ROOM_OCCUPIED, ROOM_OUT_OF_ORDER or ROOM_DIRTY for a room that nobody can be put into. */
export function checkVacant({ state }: TerminalPort, roomNo: string): void {
  const room = roomOf(state, roomNo);
  if (state.visits.openIn(roomNo)) throw roomError('ROOM_OCCUPIED', { roomNo });
  if (room.outOfOrder !== null) throw roomError('ROOM_OUT_OF_ORDER', { roomNo, reason: room.outOfOrder });
  if (room.dirtySince !== null) throw roomError('ROOM_DIRTY', { roomNo });
}

/** Takes what was typed and asks the next question. Throws StoreError where it is no good. */
function take(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog, roomNo: string): TerminalAnswer {
  const { typed } = dialog;
  const next = { ...dialog, typed: '' };
  if (dialog.step === 'guests') {
    const guests = typed === '' ? dialog.guests : Number(typed);
    const beds = port.state.site.rooms.get(roomNo)?.beds ?? 0;
    if (guests < 1) throw commonError('INPUT_INVALID', { detail: typed });
    if (guests > beds) throw roomError('ROOM_TOO_SMALL', { roomNo, beds });
    return show(place, { ...next, step: 'item', guests });
  }
  if (dialog.step === 'item') {
    const service = serviceOf(port.state, typed);
    checkService(port, service, dialog.guests);
    return show(place, { ...next, step: 'technician', serviceCode: service.code });
  }
  if (isZero(port, typed)) return showFree(port, place, { ...next, step: 'pick', choice: null });
  const choice = typed === '' ? null : numbered(port, dialog, typed);
  return confirmed(port, place, next, choice);
}

/** On with somebody chosen, or null for the rotation. Throws StoreError where she or he cannot serve. */
function confirmed(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: OpenDialog,
  choice: NumberedChoice | null,
): TerminalAnswer {
  const service = serviceOf(port.state, dialog.serviceCode ?? '');
  checkChoice(port.state, service, choice ?? { kind: 'rotation' }, port);
  requireFor(port, service, choice);
  return summary(port, place, { ...dialog, typed: '', step: 'confirm', choice });
}

/** A number is a request; of somebody off duty it can only be a call. Throws StoreError where it is neither. */
function numbered(port: TerminalPort, { serviceCode }: OpenDialog, technicianNo: string): NumberedChoice {
  const service = serviceOf(port.state, serviceCode ?? '');
  const isOff = port.state.technicians.byNo(technicianNo)?.duty === 'off';
  const choice: NumberedChoice = { kind: isOff ? 'call' : 'requested', technicianNo };
  checkChoice(port.state, service, choice, port);
  requireFor(port, service, choice);
  return choice;
}

/** Throws TECHNICIAN_RESERVED for somebody who is kept for other guests. */
function requireFor(port: TerminalPort, { minutes }: SiteService, choice: NumberedChoice | null): void {
  if (choice) requireUnlocked(port.state, choice, { minutes, visitId: null }, port);
}

/** A digit chooses in another way, `#` does it all. */
function confirmKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: OpenDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  if (key === '#') return open(port, place, dialog, roomNo);
  const kind = kinds[Number(key) - 1];
  if (dialog.choice === null || kind === undefined) return summary(port, place, dialog);
  try {
    return confirmed(port, place, dialog, { ...dialog.choice, kind });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const why = shortErrorText(error.code, place.language, error.context);
    return mistake(place, { rows: [why, summaryRows(port, place, dialog).rows[1] ?? ''], fold: why }, dialog);
  }
}

/** One of those who are shown, or `#`: the rotation. */
function pickKey(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog, key: string): TerminalAnswer {
  if (key === '#') return confirmed(port, place, dialog, null);
  const technicianNo = freeFor(port, place, dialog)[Number(key) - 1];
  if (technicianNo === undefined) return showFree(port, place, dialog);
  return confirmed(port, place, dialog, { kind: 'picked', technicianNo });
}

/** The next of the rotation, in its order: as many as one line can name. */
function freeFor(port: TerminalPort, place: TerminalPlace, { serviceCode }: OpenDialog): string[] {
  const { list } = textsOf(place.language).free;
  const service = serviceOf(port.state, serviceCode ?? '');
  const found = new Set<string>();
  while (found.size < shownCount) {
    const turn = nextFor(port.state, service, port, undefined, found);
    if (!turn || widthOf(list([...found, turn.technicianNo])) > place.columns) break;
    found.add(turn.technicianNo);
  }
  return [...found];
}

function showFree(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog): TerminalAnswer {
  const texts = textsOf(place.language);
  const nos = freeFor(port, place, dialog);
  const row = nos.length > 0 ? texts.free.list(nos) : texts.free.none;
  return ask(place, { rows: [row, texts.free.hint], fold: row }, dialog);
}

/** An item that is sold now and that this many guests can all have. */
function checkService(port: TerminalPort, service: SiteService, guests: number): void {
  if (!isAvailable(service, port.at, port.state.site.site.store.timeZone)) {
    const { from, to } = service.availability ?? {};
    throw siteError('SERVICE_NOT_NOW', { serviceCode: service.code, from, to });
  }
  const needed = guestsFor(service);
  if (guests % needed !== 0) throw siteError('SERVICE_NEEDS_GUESTS', { serviceCode: service.code, guests: needed });
}

/** 0 shows who is next, unless somebody has that number. */
function isZero({ state }: TerminalPort, typed: string): boolean {
  return /^0+$/.test(typed) && !state.site.technicians.has(typed);
}

function open(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog, roomNo: string): TerminalAnswer {
  const texts = textsOf(place.language);
  const { guests, staffNo } = dialog;
  const despite = dialog.despite === undefined ? {} : { despiteReservation: dialog.despite };
  const events = port.act(
    'visit.open',
    { roomNo, guests: Array.from({ length: guests }, () => ({})), orders: ordersOf(port, dialog), ...despite },
    staffNo,
  );
  const nos = calledIn(events);
  const isComplete = nos.length === events.filter((event) => event.type === 'clock.ordered').length;
  const said = [...(nos.length > 0 ? [texts.calledNow(nos)] : []), ...(isComplete ? [] : [texts.nobodyYet])];
  return done(place, { rows: [texts.opened(roomNo, guests), ...said], fold: said[0] ?? '' });
}

/** Everybody gets the item; the number chosen serves the first guest, the rotation the others. */
function ordersOf(port: TerminalPort, dialog: OpenDialog): CommandInput<'visit.open'>['orders'] {
  const service = serviceOf(port.state, dialog.serviceCode ?? '');
  const step = guestsFor(service);
  return Array.from({ length: dialog.guests }, (_, index) => {
    if (index % step !== 0) return null;
    const choices: TechnicianChoice[] = index === 0 && dialog.choice ? [dialog.choice] : [];
    return { serviceCode: service.code, choices };
  });
}

function calledIn(events: readonly StoreEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'clock.called' ? [event.payload.technicianNo] : []));
}

/** One step back with what was answered there forgotten, but the number of guests; from the first it ends. */
function back(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog): TerminalAnswer {
  const before = { ...dialog, typed: '' };
  switch (dialog.step) {
    case 'guests':
      return nothingDone(port.state, place);
    case 'item':
      return show(place, { ...before, step: 'guests' });
    case 'technician':
      return show(place, { ...before, step: 'item', serviceCode: null });
    case 'pick':
    case 'confirm':
      return show(place, { ...before, step: 'technician', choice: null });
  }
}

function show(place: TerminalPlace, dialog: OpenDialog): TerminalAnswer {
  return askTyping(place, question(place, dialog), dialog);
}

function question(place: TerminalPlace, dialog: OpenDialog): Rows {
  const texts = textsOf(place.language);
  switch (dialog.step) {
    case 'guests':
      return { rows: [texts.guests.ask, texts.guests.hint(dialog.guests)], fold: texts.guests.ask };
    case 'item':
      return { rows: [texts.itemAsk, texts.stepBack], fold: texts.itemAsk };
    case 'technician':
    case 'pick':
    case 'confirm': {
      const { ask: asked, hint, free } = texts.requested;
      return { rows: [asked, hint, free], fold: asked };
    }
  }
}

function summary(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog): TerminalAnswer {
  return ask(place, summaryRows(port, place, dialog), dialog);
}

function summaryRows(port: TerminalPort, place: TerminalPlace, dialog: OpenDialog): Rows {
  const texts = textsOf(place.language);
  const { guests, choice } = dialog;
  const service = serviceOf(port.state, dialog.serviceCode ?? '');
  const who = choice === null ? texts.rotation : texts.chosen[choice.kind](choice.technicianNo);
  const amountMinor = (service.price * guests) / guestsFor(service);
  return {
    rows: [
      texts.openSummary(guests, service.name[place.language]),
      `${who} ${texts.confirm}`,
      texts.amount(amountMinor, port.state.site.site.store.currency),
      choice === null ? texts.stepBack : texts.kindKeys,
    ],
    fold: `${texts.openSummary(guests, service.code)} ${who} #`,
  };
}
