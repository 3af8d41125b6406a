import type { EventType, JournalEvent } from '../../core/model/events.ts';
import type { HolderKind } from '../../core/model/site/holders.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { ReadHandle, SqlValue } from './connection.ts';
import type { PartSteps } from './migration.ts';
import type { ProblemTexts } from './problems.ts';
import type { Projections } from './projection.ts';
import type { BookRule, Facts, JournalCheck, Proof } from './proof.ts';

/** Where a table shows personal fields: made blank as they are erased, and wherever their key is not there. */
export interface PersonalColumns {
  readonly table: string;
  /** The kind of owner whose id stands in `ownerColumn`. */
  readonly kind: string;
  readonly ownerColumn: string;
  /** What stands in each when it is blank, as a projection of the blank fields writes it. */
  readonly blanks: Readonly<Record<string, SqlValue>>;
}

/** Where a table says what somebody earned, and what stands there in a copy for practice. */
export interface PayColumns {
  readonly table: string;
  readonly blanks: Readonly<Record<string, SqlValue>>;
}

/** Where a table names cards, in JSON or alone; by number, or by the hash of one that is not known. */
export interface CardColumn {
  readonly table: string;
  readonly column: string;
}

/** What the database knows of one part of the house. `Texts`: of the problems its checks find. */
export interface DatabasePart<Texts extends ProblemTexts = ProblemTexts> extends PartSteps {
  /** Tables that follow from the journal: a replay gives the same rows. Each belongs to one part. */
  readonly tables: readonly string[];
  /** Tables that do not follow from it: what no journal may hold, or only a device can know. */
  readonly kept?: readonly string[];
  /** What decisions look at of it, by its names in the state; of all parts together the state is whole. */
  slices?(read: ReadHandle, site: () => SiteIndex): Partial<StoreState>;
  /**
   * Columns that name a person, a room and so on by number, as `table.column`, or `table.column:field` for a field of
   * this name in a column of JSON (`:` alone for a plain list): when a number passes on to another, what they say of the one before is renamed.
   */
  readonly names?: Readonly<Partial<Record<HolderKind, readonly NameColumn[]>>>;
  /** Columns that show what the journal has sealed. */
  readonly personal?: readonly PersonalColumns[];
  /** Columns that name cards. */
  readonly cards?: readonly CardColumn[];
  /** Columns that tell of pay. */
  readonly pay?: readonly PayColumns[];
  /** What its events do to the tables; of all parts together every event has one. */
  readonly projections: Partial<Projections<EventType>>;
  readonly problems: Texts;
  /** What must hold in its tables as they stand. */
  readonly rules?: readonly BookRule<keyof Texts & string>[];
  /** What must hold along the journal. */
  checks?(proof: Proof<keyof Texts & string>): JournalCheck[];
  /** What its events say, against how the store stood before. */
  facts?(state: StoreState, event: JournalEvent): Facts;
  /** Its tables that a proof counts, by what their rows are called. */
  readonly counts?: Readonly<Record<string, string>>;
}

/** `where`: in these rows only. */
export type NameColumn = string | { readonly column: string; readonly where: string };

/** The tables of no part: the journal itself, and how far the parts have got. */
export const engineTables: readonly string[] = ['journal', 'part_versions'];
