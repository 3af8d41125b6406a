import { ask } from './answer.ts';
import type { ReaderDialog } from './dialogs.ts';
import { ownDayRows, statusRows } from './technician-rows.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
/** Place, day and earnings, with the menu open. */
export function ownDay(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer {
  return { ...ask(place, ownDayRows(port, place, dialog.technicianNo), dialog), technicianNo: dialog.technicianNo };
}

/** Place and day, with the menu open. */
export function readerStatus(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer {
  return { ...ask(place, statusRows(port, place, dialog.technicianNo), dialog), technicianNo: dialog.technicianNo };
}
