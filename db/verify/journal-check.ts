import type { JournalEvent } from '../../core/model/events.ts';

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
}
