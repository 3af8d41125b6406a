import type { HardwareErrorCode } from '../error.ts';

/** `closed` before `open` and after `close`, `starting` until the first try is over. */
export interface ReaderState {
  link: 'closed' | 'starting' | 'online' | 'offline';
  /** Why it is offline. */
  reason: HardwareErrorCode | null;
}

export interface ReaderListeners {
  /** A card was put on: its UID in upper-case hex, the first byte of the UID first. Once until it was taken away. */
  onCard(uid: string): void;
  onState(state: ReaderState): void;
}

/** What a reader has seen since it was opened. */
export interface ReaderCounters {
  cards: number;
  /** Pieces that were no card in the reader's format, and cards that told no UID. */
  unreadable: number;
}

/** A card reader of any kind, as the store sees it. The same card gives the same UID at each of them. */
export interface CardReader {
  /** For people and logs. */
  readonly name: string;
  readonly state: ReaderState;
  readonly counters: ReaderCounters;
  /** Resolves after the first try. Never rejects: a device that is away is tried again until `close`. */
  open(): Promise<void>;
  /** No listener is called any more from here on. */
  close(): Promise<void>;
  /** One listener each; setting new ones replaces the old. */
  setListeners(listeners: ReaderListeners): void;
}
