import { shortErrorText } from '../error-texts.ts';
import { StoreError } from '../kernel/error.ts';
import { firstAfter } from '../model/attendance/day.ts';
import type { OnDutyPerson } from '../model/attendance/roster.ts';
import { leftOpen } from '../rules/attendance/left-open.ts';
import { ask, askTyping, isDigit, typedOn, typingMistake } from './answer.ts';
import type { LeftOpenDialog } from './dialogs.ts';
import { nothingDone } from './idle.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/**
 * At the clock-room reader: whoever did not swipe off on an earlier trading day is asked when that was. The swipe is
 * then what it was meant as, a coming on duty.
 */

/** The question; null for whom there is nothing to ask. Where no key can answer, the end is left to a manager. */
export function askWhenLeft(port: TerminalPort, place: TerminalPlace, person: OnDutyPerson): TerminalAnswer | null {
  const [spell] = leftOpen(port.state, port, person);
  if (!spell) return null;
  const dialog: LeftOpenDialog = { kind: 'left-open', person, onAt: spell.onAt, typed: '' };
  if (place.hasKeypad !== false) return question(place, dialog);
  endAt(port, place, dialog, null);
  return null;
}

/**
 * Digits are a time, `#` takes it; `0#`: nobody knows, a manager shall say; `#` alone: here all the time. `goOn`: what
 * the card does once that is answered. Throws StoreError where that is refused.
 */
export function leftOpenKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: LeftOpenDialog,
  key: string,
  goOn: () => TerminalAnswer,
): TerminalAnswer {
  const { person, onAt, typed } = dialog;
  if (key === '*') return nothingDone(port.state, place);
  if (isDigit(key)) return question(place, { ...dialog, typed: typedOn(typed, key) });
  if (key !== '#') return question(place, dialog);
  if (typed === '') {
    port.act('attendance.stillHere', { person, onAt }, person.no);
    return goOn();
  }
  const { leftOpen: texts } = textsOf(place.language);
  const time = typed === '0' ? null : timeOf(typed);
  if (time === undefined) return typingMistake(place, texts.noTime, texts.question, dialog);
  try {
    const { timeZone } = port.state.site.site.store;
    endAt(port, place, dialog, time === null ? null : firstAfter(onAt, time, timeZone));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const why = shortErrorText(error.code, place.language, error.context);
    return typingMistake(place, why, texts.question, dialog);
  }
  return goOn();
}

function endAt(port: TerminalPort, place: TerminalPlace, dialog: LeftOpenDialog, offAt: number | null): void {
  const { person, onAt } = dialog;
  const { reason } = textsOf(place.language).leftOpen;
  port.act('attendance.endSpell', { person, onAt, offAt, reason }, person.no);
}

function question(place: TerminalPlace, dialog: LeftOpenDialog): TerminalAnswer {
  const { question: rows } = textsOf(place.language).leftOpen;
  const answer = dialog.typed === '' ? ask(place, rows, dialog) : askTyping(place, rows, dialog);
  return dialog.person.kind === 'technician' ? { ...answer, technicianNo: dialog.person.no } : answer;
}

/** `2330` and `930` as `HH:MM`; undefined for what is no time. */
function timeOf(typed: string): string | undefined {
  const time = typed.padStart(4, '0').replace(/^(..)(..)$/, '$1:$2');
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) && typed.length >= 3 ? time : undefined;
}
