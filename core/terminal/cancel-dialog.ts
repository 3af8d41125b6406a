import { type Clock, isOpen } from '../model/clocks/clock.ts';
import { clockError } from '../model/clocks/errors.ts';
import { mainClock, wrongClockState } from '../model/clocks/find.ts';
import { clocksAround, isGivenUpFreely } from '../model/clocks/giving-up.ts';
import { ask, askTyping, done, isDigit, mistake, typedOn, typingMistake } from './answer.ts';
import { askBand, asksGuest } from './band-dialog.ts';
import type { CancelDialog, RoomDialog, WorkingDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import { menu } from './menus.ts';
import { clockAtWork } from './running-clock.ts';
import { placeText } from './technician-rows.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/** A technician gives the own clock up. Throws CANCEL_AT_DESK after the store's grace. */
export function cancelOwn(port: TerminalPort, place: TerminalPlace, from: WorkingDialog, clock: Clock): TerminalAnswer {
  requireGrace(port, clock);
  return cancelSummary(port, place, {
    kind: 'cancel',
    from,
    step: 'reason',
    typed: '',
    clockId: clock.id,
    reason: null,
  });
}

/** Staff give a clock of the room up. Throws NOTHING_TO_CANCEL. */
export function cancelInRoom(
  port: TerminalPort,
  place: TerminalPlace,
  from: RoomDialog,
  roomNo: string,
): TerminalAnswer {
  const [first, ...others] = clocksIn(port, roomNo);
  if (!first) throw clockError('NOTHING_TO_CANCEL', { roomNo });
  const dialog: CancelDialog = { kind: 'cancel', from, step: 'reason', typed: '', clockId: first.id, reason: null };
  return cancelSummary(port, place, others.length === 0 ? dialog : { ...dialog, step: 'technician', clockId: null });
}

/** Throws StoreError where the clock has gone on meanwhile, or what was chosen is refused. */
export function cancelKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: CancelDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  if (key === '*') return stepBack(port, place, dialog, roomNo);
  switch (dialog.step) {
    case 'technician':
      return technicianKey(port, place, dialog, key, roomNo);
    case 'reason': {
      const reason = ([1, 2, 3] as const).find((choice) => String(choice) === key);
      if (reason === undefined) return mistake(place, rowsOf(port, place, dialog), dialog);
      return cancelSummary(port, place, { ...dialog, step: 'confirm', reason });
    }
    case 'confirm':
      if (key !== '#') return cancelSummary(port, place, dialog);
      return asksGuest(port, 'cancel') ? askBand(port, place, dialog) : cancel(port, place, dialog);
  }
}

/** Gives the clock up; `guestBandNo`: the guest has agreed with it. Throws StoreError. */
export function cancel(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: CancelDialog,
  guestBandNo?: string,
): TerminalAnswer {
  const { id: clockId, technicianNo, roomNo } = clockOf(port, place, dialog);
  const { from } = dialog;
  const texts = textsOf(place.language);
  const reason = texts.reasons[(dialog.reason ?? 3) - 1] ?? '';
  const band = guestBandNo === undefined ? {} : { guestBandNo };
  port.act('clock.cancel', { clockId, reason, ...band }, from.kind === 'room' ? from.staffNo : from.technicianNo);
  const who = technicianNo === null ? texts.room(roomNo) : texts.technician(technicianNo);
  const what = `${who} ${texts.cancelled}`;
  return done(place, {
    rows: technicianNo === null ? [what] : [what, placeText(port, place, technicianNo)],
    fold: what,
  });
}

function technicianKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: CancelDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  if (isDigit(key)) return cancelSummary(port, place, { ...dialog, typed: typedOn(dialog.typed, key) });
  if (key !== '#') return cancelSummary(port, place, dialog);
  const clocks = clocksIn(port, roomNo);
  const clock = dialog.typed === '' ? clocks[0] : clocks.find(({ technicianNo }) => technicianNo === dialog.typed);
  if (!clock) {
    const texts = textsOf(place.language);
    return typingMistake(place, texts.notHere(dialog.typed), question(place), dialog);
  }
  return cancelSummary(port, place, { ...dialog, typed: '', step: 'reason', clockId: clock.id });
}

function stepBack(port: TerminalPort, place: TerminalPlace, dialog: CancelDialog, roomNo: string): TerminalAnswer {
  if (dialog.step === 'technician' && dialog.typed !== '') return cancelSummary(port, place, { ...dialog, typed: '' });
  if (dialog.step === 'confirm') return cancelSummary(port, place, { ...dialog, step: 'reason', reason: null });
  const isChoice = dialog.from.kind === 'room' && dialog.step === 'reason' && clocksIn(port, roomNo).length > 1;
  return isChoice
    ? cancelSummary(port, place, { ...dialog, step: 'technician', clockId: null })
    : menu(place, dialog.from);
}

/** The present step again. */
export function cancelSummary(port: TerminalPort, place: TerminalPlace, dialog: CancelDialog): TerminalAnswer {
  return dialog.step === 'technician'
    ? askTyping(place, question(place), dialog)
    : ask(place, rowsOf(port, place, dialog), dialog);
}

function question({ language }: TerminalPlace): Rows {
  const { cancelWhose } = textsOf(language);
  return { rows: [cancelWhose.ask, cancelWhose.hint], fold: cancelWhose.ask };
}

function rowsOf(port: TerminalPort, place: TerminalPlace, dialog: CancelDialog): Rows {
  const texts = textsOf(place.language);
  const { technicianNo, roomNo } = clockOf(port, place, dialog);
  if (dialog.step === 'reason' || dialog.reason === null) {
    return { rows: [texts.cancelAsk, texts.reasonKeys], fold: texts.reasonKeys };
  }
  const who = technicianNo === null ? texts.room(roomNo) : texts.technician(technicianNo);
  const fold = `${texts.cancelConfirm} ${texts.confirm}`;
  return { rows: [`${who} ${texts.cancelConfirm}`, texts.confirmOrBack], fold };
}

/** The clock as it stands now. Throws where it is none any more that may be given up here. */
function clockOf(port: TerminalPort, place: TerminalPlace, { from, clockId }: CancelDialog): Clock {
  const clock = from.kind === 'working' ? clockAtWork(port, place, from) : mainClock(port.state, clockId ?? '');
  if (clock.roomNo !== place.roomNo) {
    throw clockError('CLOCK_CALLED_ELSEWHERE', { clockId: clock.id, roomNo: clock.roomNo });
  }
  if (!isOpen(clock)) throw wrongClockState(clock);
  requireGrace(port, clock);
  return clock;
}

/** What waits in the room or has just begun, by time of order. */
function clocksIn(port: TerminalPort, roomNo: string): Clock[] {
  const visit = port.state.visits.openIn(roomNo);
  const clocks = visit ? port.state.clocks.ofVisit(visit.id) : [];
  return clocks.filter((clock) => clock.parentId === null && isOpen(clock) && isFree(port, clock));
}

function requireGrace(port: TerminalPort, clock: Clock): void {
  if (!isFree(port, clock)) throw clockError('CANCEL_AT_DESK');
}

/** Before the start, and for so long after it that nothing is lost, whatever goes along. */
function isFree({ state, at }: TerminalPort, clock: Clock): boolean {
  return isGivenUpFreely(clocksAround(state, [clock], at), clock, state.site.site.store, at);
}
