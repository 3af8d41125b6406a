import type { CommandInput, CommandName } from '../../../core/model/commands.ts';
import type { StoreEvent } from '../../../core/model/events.ts';
import type { StoreState } from '../../../core/model/state.ts';

import type { DayCounts } from '../../../core/terminal/terminal.ts';
import type { BeepPattern, LedPattern } from '../../../hardware/osdp/clock-terminal.ts';

/** The running store as the terminals see it. */
export interface TerminalStore {
  state(): StoreState;
  /** UTC ms. */
  now(): number;
  businessDate(): string;
  /** Clocks of a technician on the present trading day. */
  dayOf(technicianNo: string): DayCounts;
  /** Runs a command and gives everything that followed from it; throws StoreError when it is refused. */
  act<N extends CommandName>(
    commandId: string,
    name: N,
    data: CommandInput<N>,
    actor: string,
    station: string,
  ): StoreEvent[];
  newId(): string;
  /** A card was read, and is looked up next. */
  meetCard(uid: string): void;
  /** Somebody swiped at the clock-room reader: the clock-room display shows it for a while. */
  onSpotlight(technicianNo: string, lines: string[]): void;
}

/** The part of a clock terminal that talks to people. Every call may reject: the terminal can be gone. */
export interface TerminalDevice {
  show(lines: readonly string[]): Promise<void>;
  led(pattern: LedPattern): Promise<void>;
  beep(pattern: BeepPattern): Promise<void>;
}

/** Where faults are written down. */
export interface TerminalLog {
  error(facts: Record<string, unknown>, message: string): void;
}
