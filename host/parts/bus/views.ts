import type { FrameLogEntry } from '../../../hardware/osdp/frame-log.ts';
import type { TerminalState } from '../devices/views.ts';

/** What the bus monitor shows. Times UTC ms. */

/** A line with terminals. */
export interface BusStatus {
  id: string;
  /** `serial:/dev/ttyUSB0@9600`, `tcp:10.0.0.5:4001`. */
  line: string;
  open: boolean;
  /** Why it is not open. */
  reason: string | null;
  /** Where the line has a speed of its own. */
  bitsPerSecond: number | null;
  terminals: BusTerminal[];
}

export interface BusTerminal {
  /** `bus/address`. */
  id: string;
  address: number;
  place: string;
  state: TerminalState;
  reason: string | null;
  /** The secure channel is open. */
  secure: boolean;
  /** It has a key of its own in the store. */
  hasKey: boolean;
  tamper: boolean;
  power: boolean;
  reader: 'ok' | 'gone' | 'tampered' | 'unknown';
  /** Maker, model, serial number and firmware, where it told. */
  identity: string | null;
  frames: { good: number; bad: number; discarded: number; retries: number };
  /** The last answered question took so long. */
  roundTripMs: number | null;
  lastSeenAt: number | null;
  lastCard: { at: number; holder: CardHolderView } | null;
}

/** Whose card it was. */
export type CardHolderView =
  | { kind: 'technician' | 'staff'; no: string; name: string }
  | { kind: 'wristband'; no: string }
  | { kind: 'unknown' };

/** One frame on a line, or bytes that were none. */
export interface BusFrame {
  /** Counts up while the line is watched. */
  no: number;
  at: number;
  direction: 'tx' | 'rx';
  address: number | null;
  /** In words of the protocol; null where it cannot be read. */
  text: string | null;
  /** Upper-case hex; what carries a key is blanked out. */
  hex: string;
  /** What became of it. */
  verdict: FrameLogEntry['verdict'];
  /** Why it was discarded. */
  reason: NonNullable<FrameLogEntry['reason']> | null;
}

/** What passed since the last batch. */
export interface BusFrames {
  frames: BusFrame[];
  /** Frames left out because there were too many. */
  skipped: number;
}
