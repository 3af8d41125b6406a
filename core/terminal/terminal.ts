import type { Language } from '../kernel/money.ts';
import type { ClockType } from '../model/clock-types/clock-types.ts';
import type { CommandInput, CommandName } from '../model/commands.ts';
import type { StoreEvent } from '../model/events.ts';
import type { StoreState } from '../model/state.ts';

import type { Dialog } from './dialogs.ts';

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
