import type { Language } from '../kernel/money.ts';
import type { ClockType } from '../model/clock-types/clock-types.ts';
import type { CommandInput, CommandName } from '../model/commands.ts';
import type { StoreEvent } from '../model/events.ts';
import type { StoreState } from '../model/state.ts';

import type { BandDialog } from './band-dialog.ts';
import type { CancelDialog } from './cancel-dialog.ts';
import type { EndDialog } from './end-dialog.ts';
import type { GoodsDialog } from './goods-dialog.ts';
import type { RoomDialog, WorkingDialog } from './menus.ts';
import type { OpenDialog } from './open-dialog.ts';
import type { ReaderDialog } from './reader-menu.ts';
import type { ReservedDialog } from './reserved-dialog.ts';
import type { StaffReaderDialog } from './staff-reader.ts';
import type { ExtendDialog } from './working-dialog.ts';

/** A terminal as the dialogues see it: where it hangs and what fits on it. */
export interface TerminalPlace {
  /** `floor-2/1` */
  terminalId: string;
  /** Null for the reader in the clock room. */
  roomNo: string | null;
  lines: number;
  /** A Chinese character takes two. */
  columns: number;
  language: Language;
  /** `false`: there are no keys to answer with. */
  hasKeypad?: boolean;
}

/** Clocks of the trading day; extensions count in half clocks. */
export interface DayCounts {
  rotation: number;
  requested: number;
  extension: number;
  /** How many of them were picked, called in or converted; missing where none was. */
  types?: { type: ClockType; count: number }[];
  /** Earned, in the store's minor units; missing where it is not known. */
  commissionMinor?: number;
}

/** What a dialogue may ask and do. `state` is the store as it stands, also after an act. */
export interface TerminalPort {
  readonly state: StoreState;
  /** UTC ms. */
  readonly at: number;
  readonly businessDate: string;
  dayOf(technicianNo: string): DayCounts;
  /** Runs a command as this person and gives all that followed from it; throws StoreError when it is refused. */
  act<N extends CommandName>(name: N, data: CommandInput<N>, actor: string): StoreEvent[];
}

/** Where a dialogue stands. Plain data: it can be written down and gone on with. */
export type Dialog =
  | OpenDialog
  | RoomDialog
  | WorkingDialog
  | ExtendDialog
  | EndDialog
  | CancelDialog
  | BandDialog
  | GoodsDialog
  | ReaderDialog
  | StaffReaderDialog
  | ReservedDialog;

/** What a terminal says to a card or a key. */
export interface TerminalAnswer {
  /** At most as many as the display has, each at most as wide. */
  lines: string[];
  /** `ask` without a dialogue: it ended and nothing was done. */
  tone: 'ok' | 'error' | 'ask';
  /** What goes on; null ends it. */
  dialog: Dialog | null;
  /** A card or an act was turned away (not: a typing mistake); nothing changed. */
  refusal: { code: string; who: string | null } | null;
  /** Whose day the clock-room display shows. */
  technicianNo?: string;
}
