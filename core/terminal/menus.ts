import { ask, mistake } from './answer.ts';
import type { Rows } from './display.ts';
import type { TerminalAnswer, TerminalPlace } from './terminal.ts';
import { textsOf } from './texts.ts';

/** The menus other dialogues go back to. */

/** Staff in an occupied room: goods, call for service. */
export interface RoomDialog {
  kind: 'room';
  staffNo: string;
  /** Clocks may be given up too. */
  mayCancel?: true;
}

/** A technician in the room she or he works in: extend, end, goods, call for service. */
export interface WorkingDialog {
  kind: 'working';
  technicianNo: string;
  clockId: string;
}

type MenuDialog = RoomDialog | WorkingDialog;

export function menu(place: TerminalPlace, dialog: MenuDialog): TerminalAnswer {
  return ask(place, menuRows(place, dialog), dialog);
}

/** The menu again, after a key that is not on it. */
export function menuAgain(place: TerminalPlace, dialog: MenuDialog): TerminalAnswer {
  const { rows, fold } = menuRows(place, dialog);
  return mistake(place, { rows, fold }, dialog);
}

function menuRows(place: TerminalPlace, dialog: MenuDialog): Rows {
  const texts = textsOf(place.language);
  if (dialog.kind === 'working') return { rows: texts.workingMenu, fold: texts.workingMenuFold };
  return dialog.mayCancel
    ? { rows: texts.roomMenuCancel, fold: texts.roomMenuCancelFold }
    : { rows: texts.roomMenu, fold: texts.roomMenuFold };
}
