import { clockError } from '../model/clocks/errors.ts';
import { technicianError } from '../model/technicians/errors.ts';
import { technicianOf } from '../model/technicians/find.ts';
import { ask, done, mistake } from './answer.ts';
import type { ReaderDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import { beginEnding, end } from './end-dialog.ts';
import { nothingDone } from './idle.ts';
import { askWhenLeft } from './left-open-dialog.ts';
import { ownDay, readerStatus } from './reader-menu.ts';
import { dayText, placeText, readerMenuTexts, restText, statusRows } from './technician-rows.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
import { whyPage } from './why-pages.ts';

/**
 * A technician's card at the clock-room reader: it does the one thing that makes sense now, and leaves the menu open.
 * Throws StoreError where that is refused.
 */
export function technicianAtReader(port: TerminalPort, place: TerminalPlace, technicianNo: string): TerminalAnswer {
  const { duty } = technicianOf(port.state, technicianNo);
  const busy = port.state.clocks.busyOf(technicianNo);
  const dialog = (did: ReaderDialog['did']): ReaderDialog => ({ kind: 'reader', technicianNo, did });
  if (busy?.state === 'started' && busy.dueAt !== null && busy.dueAt <= port.at) {
    return { ...end(port, place, technicianNo, busy), dialog: dialog('end'), technicianNo };
  }
  const question = busy || duty === 'off' ? null : askWhenLeft(port, place, { kind: 'technician', no: technicianNo });
  if (question) return question;
  return readerCard(port, place, technicianNo);
}

/** What the card does where no clock is over and nothing is to be asked first. */
export function readerCard(port: TerminalPort, place: TerminalPlace, technicianNo: string): TerminalAnswer {
  const { duty } = technicianOf(port.state, technicianNo);
  const busy = port.state.clocks.busyOf(technicianNo);
  const dialog = (did: ReaderDialog['did']): ReaderDialog => ({ kind: 'reader', technicianNo, did });
  if (!busy && duty === 'off') return { ...comeOnDuty(port, place, technicianNo), dialog: dialog('on') };
  if (!busy && duty === 'resting') return { ...comeBack(port, place, technicianNo), dialog: dialog('back') };
  return readerStatus(port, place, dialog(null));
}

/** Throws StoreError where what was chosen is refused. */
export function readerKey(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog, key: string): TerminalAnswer {
  const { technicianNo, did } = dialog;
  const { duty } = technicianOf(port.state, technicianNo);
  switch (key) {
    case '1':
      return did === 'on' ? sayAgain(port, place, dialog) : comeOnDuty(port, place, technicianNo);
    case '2':
      return goOffDuty(port, place, technicianNo);
    case '3':
      return did === 'end' ? sayAgain(port, place, dialog) : clockOff(port, place, dialog);
    case '4':
      if (did === 'back' && duty === 'on') return sayAgain(port, place, dialog);
      return duty === 'resting' ? comeBack(port, place, technicianNo) : takeRest(port, place, technicianNo);
    case '6':
      return takeRest(port, place, technicianNo, 'meal');
    case '7':
      return pauseOrGoOn(port, place, technicianNo);
    case '5':
      return ownDay(port, place, { ...dialog, page: 0 });
    case '#':
      return (dialog.page === undefined ? null : typesOrWhy(port, place, dialog)) ?? readerMenu(port, place, dialog);
    case '*':
      return nothingDone(port.state, place);
    default:
      return mistake(place, menuRows(port, place), dialog);
  }
}

/** After the own place, what the day had besides the rotation and requests, then the reasons of the place. */
function typesOrWhy(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer | null {
  const { types = [] } = port.dayOf(dialog.technicianNo);
  if (dialog.typesShown || types.length === 0) return whyPage(port, place, dialog);
  const row = textsOf(place.language).otherTypes(types);
  const rows = { rows: [dayText(port, place, dialog.technicianNo), row], fold: row };
  return ask(place, rows, { ...dialog, typesShown: true });
}

function comeOnDuty(port: TerminalPort, place: TerminalPlace, technicianNo: string): TerminalAnswer {
  port.act('technician.comeOnDuty', { technicianNo }, technicianNo);
  return withPlace(port, place, technicianNo, textsOf(place.language).dutyOn);
}

function comeBack(port: TerminalPort, place: TerminalPlace, technicianNo: string): TerminalAnswer {
  port.act('technician.comeBack', { technicianNo }, technicianNo);
  return withPlace(port, place, technicianNo, textsOf(place.language).back);
}

function goOffDuty(port: TerminalPort, place: TerminalPlace, technicianNo: string): TerminalAnswer {
  port.act('technician.goOffDuty', { technicianNo }, technicianNo);
  const texts = textsOf(place.language);
  const what = `${texts.technician(technicianNo)} ${texts.dutyOff}`;
  return { ...done(place, { rows: [what, dayText(port, place, technicianNo)], fold: what }), technicianNo };
}

/** Throws PAUSE_AT_DESK where the store lets nobody pause by herself. */
function pauseOrGoOn(port: TerminalPort, place: TerminalPlace, technicianNo: string): TerminalAnswer {
  if (!port.state.site.site.store.selfPause) throw technicianError('PAUSE_AT_DESK');
  const before = port.state.technicians.marks(technicianNo);
  const isOn = !before?.pauseAsked && (before?.pausedSince ?? null) === null;
  port.act('technician.pauseAfter', { technicianNo, isOn }, technicianNo);
  const texts = textsOf(place.language);
  if (!isOn) return withPlace(port, place, technicianNo, texts.goesOn);
  const isLater = port.state.technicians.marks(technicianNo)?.pauseAsked;
  const what = `${texts.technician(technicianNo)} ${isLater ? texts.pauseAsked : texts.paused}`;
  return { ...done(place, { rows: [what, dayText(port, place, technicianNo)], fold: what }), technicianNo };
}

function takeRest(
  port: TerminalPort,
  place: TerminalPlace,
  technicianNo: string,
  kind: 'rest' | 'meal' = 'rest',
): TerminalAnswer {
  const events = port.act('technician.rest', { technicianNo, kind }, technicianNo);
  const until = events.flatMap((event) => (event.type === 'technician.tookRest' ? [event.payload.until] : []))[0];
  const what = restText(port, place, technicianNo, until ?? port.at, kind);
  return { ...done(place, { rows: [what, dayText(port, place, technicianNo)], fold: what }), technicianNo };
}

/** Who came on duty or back may have been called at once: then that comes before the place. */
function withPlace(port: TerminalPort, place: TerminalPlace, technicianNo: string, what: string): TerminalAnswer {
  const texts = textsOf(place.language);
  const called = port.state.clocks.busyOf(technicianNo);
  const goesOn = called ? texts.goTo(called.roomNo) : placeText(port, place, technicianNo);
  const rows: Rows = {
    rows: [`${texts.technician(technicianNo)} ${what}`, goesOn, dayText(port, place, technicianNo)],
    fold: `${what} ${goesOn}`,
  };
  return { ...done(place, rows), technicianNo };
}

/** Throws CLOCK_NOT_STARTED without a running clock. */
function clockOff(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer {
  const busy = port.state.clocks.busyOf(dialog.technicianNo);
  if (busy?.state !== 'started') throw clockError('CLOCK_NOT_STARTED', { technicianNo: dialog.technicianNo });
  return beginEnding(port, place, dialog, busy);
}

/** What the card did is what the key asks for: nothing more to do. */
function sayAgain(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer {
  const { technicianNo } = dialog;
  return { ...done(place, statusRows(port, place, technicianNo), dialog), technicianNo };
}

/** What the keys do; the reasons of a place begin anew. */
function readerMenu(
  port: TerminalPort,
  place: TerminalPlace,
  { page: _page, typesShown: _typesShown, ...dialog }: ReaderDialog,
): TerminalAnswer {
  return ask(place, menuRows(port, place), dialog);
}

function menuRows(port: TerminalPort, place: TerminalPlace): Rows {
  return { rows: readerMenuTexts(port, place), fold: textsOf(place.language).readerMenuFold };
}
