import type { JournalEvent } from '../../core/model/events.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { ReadHandle } from './connection.ts';
import type { Problems } from './problems.ts';

/** Something that is proved along the journal. Each asks when the tables, led along, stand as it needs them. */
export interface JournalCheck {
  /** A whole command, the tables as they stood before it. */
  before?(command: readonly JournalEvent[]): void;
  /** The next row, the tables as they stood before it. */
  next?(event: JournalEvent): void;
  /** A whole command, the tables as they stand after it. */
  after?(command: readonly JournalEvent[]): void;
  /** After the last row. */
  finish?(): void;
  /**
   * What it remembers of the rows so far, as JSON; nothing where it remembers nothing. As much as what goes on in the
   * store, not as long as its past: what has come to an end is not in it.
   */
  known?(): unknown;
  /** Goes on behind the row at which it knew this. */
  takeUp?(known: unknown): void;
}

/** What a check along the journal is given. */
export interface Proof<Code extends string> {
  /** The tables led along the journal. */
  state: StoreState;
  /** The file that is proved. */
  stored: ReadHandle;
  problems: Problems<Code>;
}

/** A rule of the books as one statement over the file; a store in order gives no rows. */
export interface BookRule<Code extends string> {
  code: Code;
  /** Gives one row for everything that breaks the rule; its columns are the problem's context. */
  sql: string;
  /**
   * The same of one row of a table, by its key (`?` for each of its columns, in their order): for a proof that looks at
   * what has changed. Without it the rule is asked as a whole, each time: of what does not grow.
   */
  ofRow?: { table: string; sql: string };
}

/** What a row of the journal says, and what it must say as the store stood before it: by name. */
export type Facts = Readonly<Record<string, readonly [stored: unknown, expected: unknown]>>;
