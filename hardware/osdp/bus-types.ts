import type { Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import type { TerminalSettings } from './clock-terminal.ts';
import type { FrameLogEntry } from './frame-log.ts';
import type { StateReason, TerminalState } from './session-types.ts';

export interface BusOptions {
  /** For logs: the line's name in the site file. */
  id: string;
  transport: Transport;
  terminals: TerminalSettings[];
  scheduler: Scheduler;
  /** Source of the panel's random numbers; the system's own unless a run must repeat. */
  randomBytes?: (count: number) => Uint8Array;
  /** How often an idle terminal is asked; 60 unless told, at most a second less than `offlineAfterMs`. */
  idlePollMs?: number;
  /** Silence after which both sides drop the channel: 8000 by the protocol; another only with terminals of one's own. */
  offlineAfterMs?: number;
  /** Whether frames begin with the mark byte FFh; yes unless told. */
  mark?: boolean;
  /** Looks for the speed at which somebody answers, where the line has one and nobody does at the present. */
  searchSpeeds?: readonly number[];
  onEvent(event: BusEvent): void;
  onFrame?(entry: FrameLogEntry): void;
}

export type BusEvent =
  /** `uid`: upper-case hex, first byte of the UID first. */
  | { type: 'card'; address: number; uid: string; bits: number }
  /** `keys`: `0`–`9`, `*`, `#`, `A`–`D` for F1–F4, in the order they were pressed. */
  | { type: 'keys'; address: number; keys: string }
  | { type: 'state'; address: number; state: TerminalState; reason?: StateReason }
  | { type: 'status'; address: number; tamper: boolean; power: boolean; readers: number[] }
  /** A terminal took another address or speed; it is asked there from now on. */
  | { type: 'moved'; from: number; address: number; baudRate: number }
  /** `bitsPerSecond`: a search found this speed. */
  | { type: 'line'; open: boolean; reason?: string; bitsPerSecond?: number };
