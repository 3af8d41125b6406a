import type { DatabaseErrorCode } from './error.ts';

/** What the thread that moves the log and the one that writes it know of each other. */

/** Why the log could not be moved. */
export interface WalFault {
  code: DatabaseErrorCode | 'INTERNAL';
  message: string;
}

/** Shared by both threads; places below. */
export type WalSignals = Int32Array<SharedArrayBuffer>;

/** 1 while the file is held by the thread. */
export const walMoving = 0;
/** 1 from when no other move may begin. */
export const walEnded = 1;

export interface WalThreadData {
  path: string;
  signals: WalSignals;
}
