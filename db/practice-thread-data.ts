import type { DatabaseErrorCode } from './engine/error.ts';

/** What the thread is begun with: the copy, and when (UTC ms). */
export interface PracticeThreadData {
  path: string;
  at: number;
}

/** Why the copy could not be made fit. */
export interface PracticeFault {
  code: DatabaseErrorCode;
  context: Record<string, unknown>;
}
