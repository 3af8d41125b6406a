import { ask } from './answer.ts';
import { ownDayRows, statusRows } from './technician-rows.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';

/** A technician at the clock-room reader, after the card. */
export interface ReaderDialog {
  kind: 'reader';
  technicianNo: string;
  /** What the card alone has done: the key for the same only says it again. */
  did: 'on' | 'end' | 'back' | null;
  /** The own place is on the display: `#` goes back through so many of its reasons. */
  page?: number;
  /** The day's other types of clock were shown. */
  typesShown?: true;
}

/** Place, day and earnings, with the menu open. */
export function ownDay(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer {
  return { ...ask(place, ownDayRows(port, place, dialog.technicianNo), dialog), technicianNo: dialog.technicianNo };
}

/** Place and day, with the menu open. */
export function readerStatus(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer {
  return { ...ask(place, statusRows(port, place, dialog.technicianNo), dialog), technicianNo: dialog.technicianNo };
}
