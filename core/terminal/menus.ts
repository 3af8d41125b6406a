import { ask, mistake } from './answer.ts';
import type { RoomDialog, WorkingDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import type { TerminalAnswer, TerminalPlace } from './terminal.ts';
import { textsOf } from './texts.ts';

/** The menus other dialogues go back to. */
type MenuDialog = RoomDialog | WorkingDialog;

/** The menu as it is first shown. */
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
  if (dialog.kind === 'working') {
    return { rows: dialog.hasWishes ? texts.workingMenuWishes : texts.workingMenu, fold: texts.workingMenuFold };
  }
  return dialog.mayCancel
    ? { rows: texts.roomMenuCancel, fold: texts.roomMenuCancelFold }
    : { rows: texts.roomMenu, fold: texts.roomMenuFold };
}
