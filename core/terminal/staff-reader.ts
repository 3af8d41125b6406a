import type { SiteStaff } from '../model/site/schema.ts';
import { ask, done, mistake, timeAt } from './answer.ts';
import type { StaffReaderDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import { nothingDone } from './idle.ts';
import { askWhenLeft } from './left-open-dialog.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
/** A staff card at the clock-room reader: comes on duty, or shows since when and waits for the key that goes off. */
export function staffAtReader(port: TerminalPort, place: TerminalPlace, { no }: SiteStaff): TerminalAnswer {
  return askWhenLeft(port, place, { kind: 'staff', no }) ?? staffCard(port, place, no);
}

/** What the card does where nothing is to be asked first. */
export function staffCard(port: TerminalPort, place: TerminalPlace, no: string): TerminalAnswer {
  const texts = textsOf(place.language);
  if (port.state.attendance.staffOnDutySince(no) === null) {
    port.act('staff.comeOnDuty', { staffNo: no }, no);
    const what = `${no} ${texts.dutyOn}`;
    return done(place, { rows: [what, timeAt(port, port.at)], fold: what });
  }
  const dialog: StaffReaderDialog = { kind: 'staff-reader', staffNo: no };
  return ask(place, rowsOf(port, place, dialog), dialog);
}

/** Throws STAFF_OFF_DUTY where somebody else was quicker. */
export function staffReaderKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: StaffReaderDialog,
  key: string,
): TerminalAnswer {
  const { staffNo } = dialog;
  if (key === '*') return nothingDone(port.state, place);
  if (key !== '2') return mistake(place, rowsOf(port, place, dialog), dialog);
  const since = port.state.attendance.staffOnDutySince(staffNo) ?? port.at;
  port.act('staff.goOffDuty', { staffNo }, staffNo);
  const texts = textsOf(place.language);
  const what = `${staffNo} ${texts.dutyOff}`;
  return done(place, { rows: [what, `${timeAt(port, since)}-${timeAt(port, port.at)}`], fold: what });
}

function rowsOf(port: TerminalPort, place: TerminalPlace, { staffNo }: StaffReaderDialog): Rows {
  const texts = textsOf(place.language);
  const since = port.state.attendance.staffOnDutySince(staffNo) ?? port.at;
  return {
    rows: [`${staffNo} ${texts.since(timeAt(port, since))}`, texts.staffReaderKeys],
    fold: texts.staffReaderKeys,
  };
}
