import type { Command } from './codec/commands.ts';
import type { Reply } from './codec/replies.ts';

/** Where a terminal stands. `starting` and `online` answer; `disabled` is not asked at all. */
export type TerminalState = 'starting' | 'online' | 'offline' | 'disabled';

/** Stable reasons of a terminal's state; the host has a text for each. */
export type StateReason =
  | 'OSDP_NO_REPLY'
  | 'OSDP_LINE_LOST'
  | 'OSDP_WRONG_KEY'
  | 'OSDP_CHANNEL_REFUSED'
  | 'OSDP_CHANNEL_LOST'
  | 'OSDP_SEQUENCE_LOST'
  | 'OSDP_NOT_UNDERSTOOD'
  | 'OSDP_STARTS_AGAIN';

/** What PDID told. */
export interface Identity {
  /** OUI, upper-case hex. */
  vendor: string;
  model: number;
  version: number;
  serial: number;
  firmware: string;
}

/** PDCAP: function code → level and count. */
export type Capabilities = ReadonlyMap<number, { level: number; count: number }>;

/** Identifies a queued command to who queued it. */
export type Ticket = number;

/** What a session tells its driver. */
export type SessionEvent =
  | { type: 'done'; ticket: Ticket; reply: Reply }
  | { type: 'failed'; ticket: Ticket; code: 'OSDP_OFFLINE' | 'OSDP_REFUSED'; context: Record<string, unknown> }
  | { type: 'card'; uid: string; bits: number }
  | { type: 'keys'; keys: string }
  | { type: 'status'; tamper: boolean; power: boolean; readers: number[] }
  | { type: 'state'; state: TerminalState; reason?: StateReason }
  /** It took another address or speed and is asked there from now on. */
  | { type: 'moved'; from: number; address: number; baudRate: number };

/** What became of a received frame. An ignored one leaves the session as it was, still waiting. */
export type Verdict = 'accepted' | 'busy' | 'ignored-sequence' | 'ignored-plain' | 'ignored-mac' | 'ignored-unexpected';

/** A command in the queue. */
export interface QueuedCommand {
  ticket: Ticket;
  command: Command;
  restarts: number;
}

/** Counters since the bus was made. */
export interface SessionCounters {
  /** Replies accepted. */
  good: number;
  /** Frames that were whole but not acceptable: wrong MAC, wrong sequence, plain inside a channel. */
  bad: number;
  /** Bytes that were no frame, while this terminal was asked. */
  discarded: number;
  /** Frames sent again. */
  retries: number;
  /** Questions asked, retries not counted. */
  polls: number;
  /** The last round trip. */
  roundTripMs: number;
  /** On the scheduler's clock; undefined before the first good reply. */
  lastSeenMs: number | undefined;
}

/** Who a session talks to, and with which key. Without a key it talks in plain text; with one, never. */
export interface SessionOptions {
  address: number;
  scbk?: Uint8Array;
  idlePollMs: number;
  /** Silence after which the terminal counts as offline; the protocol's time unless told. */
  offlineAfterMs?: number;
  /** Whether frames begin with the mark byte FFh; yes unless told. */
  mark?: boolean;
  randomBytes(count: number): Uint8Array;
}

/** A question that waits for its answer. */
export interface Outstanding {
  bytes: Uint8Array;
  command: Command;
  sequence: number;
  /** Times sent without an answer. */
  attempts: number;
  wrongMacs: number;
  queued?: QueuedCommand;
}

/** All at nothing. */
export function newCounters(): SessionCounters {
  return { good: 0, bad: 0, discarded: 0, retries: 0, polls: 0, roundTripMs: 0, lastSeenMs: undefined };
}
