import type { StoreFault } from '../../../db/inspection.ts';

/** Why nothing is recorded, and what can be done. */
export interface StopView {
  /** Each with its text as a refusal has it. */
  faults: readonly Pick<StoreFault, 'code' | 'context'>[];
  /** There is no file that could be looked at: nobody can sign in. */
  isUnusable: boolean;
  /** A manager may go on without what is lost. */
  isAcceptable: boolean;
}

/** How something the store does for its own safety went last. */
export interface DoneView {
  /** UTC ms. */
  at: number;
  ok: boolean;
  /** Why not: a code of refusals. */
  code: string | null;
}

/** A move to another computer that was begun here. */
export interface MoveView {
  /** The short name of it, as the texts have it. */
  move: string;
  /** UTC ms. */
  at: number;
  /** Whether its file is being made now. */
  isMaking: boolean;
  /** Where the file is; null: it was not made. */
  file: string | null;
  /** Why it was not made: a code of refusals, and what its text is filled in with. */
  code: string | null;
  context: Readonly<Record<string, unknown>>;
  /** The store has left: here it records nothing until somebody takes the move back. */
  hasLeft: boolean;
}

/** A device of the settings whose port is not at this computer. */
export interface AwayPort {
  /** Its id in the settings. */
  device: string;
  path: string;
}

/** A file of a move that was found. */
export interface MoveFileView {
  file: string;
  /** UTC ms. */
  at: number;
  /** Whose recovery sheet opens it. */
  sheetId: string;
}

/** Where the file of a move may be written, or was found. */
export interface MovePlacesView {
  /** Folders that are there, the likeliest first. */
  folders: string[];
  files: MoveFileView[];
}

/** How safe the store is, for every screen. */
export interface SafekeepingState {
  /** Another one after each opening of the store: then a screen loads everything anew. */
  opening: string;
  /** Null: the store records. */
  stop: StopView | null;
  /** The last proof of the books; null: none yet. */
  proof: (DoneView & { problems: number }) | null;
  /** The last whole copy and the last rows that were kept; null: none yet. */
  copy: DoneView | null;
  segment: DoneView | null;
  /** The recovery sheet there is; null: none was ever made. */
  sheet: { sheetId: string; at: number } | null;
  /** A store in earnest without one: its secrets are in no backup. */
  lacksSheet: boolean;
  /** Whether copies stand in a second place too. */
  hasSecondPlace: boolean;
  /** The last move that was begun here; null: none. */
  move: MoveView | null;
  /** How the last restoring went, until the store is opened anew. */
  restoring: RestoringView | null;
}

/** A whole copy that can be restored. */
export interface CopyView {
  name: string;
  /** UTC ms. */
  at: number;
  /** The row the journal ends with in it. */
  seq: number;
}

/** A restoring, from when it is asked for. */
export type RestoringView =
  | { step: 'preparing' }
  /** It takes the store's place now: the store opens anew. */
  | ({ step: 'taking' } & RestoredView)
  | { step: 'failed'; code: string; context: Readonly<Record<string, unknown>> };

/** What came of a restoring. */
export interface RestoredView {
  copy: string;
  /** The last row. */
  seq: number;
  /** Rows from the hourly segments, and from what could still be read of the store's file. */
  fromSegments: number;
  fromFile: number;
  /** How many rows had been seen behind it. */
  lacking: number;
  withSecrets: boolean;
}
