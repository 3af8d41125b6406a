import type { Language } from '../../core/kernel/money.ts';
import type { Section } from '../../core/model/site/sections.ts';
import type { MissingLine } from '../../core/rules/site/missing.ts';
import type { NewStoreAnswers } from '../../core/rules/site/new-site.ts';
import type { Connection } from '../contract/connection.ts';

/** What was read of a file before it is taken over. */
export interface ReadBefore {
  /** By key: what it breaks, and what it changes that was set since it was exported. */
  despite?: readonly string[] | undefined;
  /** Sections that stay as they are in the store, whatever the file says. */
  keep?: readonly Section[] | undefined;
  /** A manager's approval of exactly this change. */
  authorisationId?: string | undefined;
}

/** What goes into an export that is as good as a terminal or a card. */
export interface ExportOf {
  withKeys: boolean;
  withCards: boolean;
}

/** Making a store out of a site file, and giving it back as one. */
export interface SetupService {
  /** Opens the demo, a house in which that language is spoken. Throws STORE_ALREADY_SET_UP. */
  demo(language: Language): Promise<void>;
  /** Checks and imports a site file's text. Throws SITE_INVALID with every problem in the context. */
  fromFile(json: string): Promise<void>;
  /**
   * Makes a store of its kind out of a page of answers. Throws STORE_ALREADY_SET_UP; NEW_STORE_INVALID with what is
   * wrong with which answer (`AnswerProblem[]`) in the context, then nothing was made.
   */
  fromAnswers(answers: NewStoreAnswers): Promise<void>;
  /** What the store still lacks to be opened to guests, what is needed first. */
  missing(): MissingLine[];
  /**
   * Takes a newer file over. Throws SITE_INVALID, SITE_IN_USE; SETTINGS_PROMISED with what it would break,
   * SETTINGS_CHANGED with what was set since it was exported, SITE_CHANGES_SETTINGS with everything it changes, each
   * unless it was read; SETTINGS_NOT_ALLOWED with the lines that take a right which is missing; then nothing was taken
   * over.
   */
  importSite(connection: Connection, json: string, read?: ReadBefore): Promise<void>;
  /** The store as a site file, with the terminals' keys and the cards where they are asked for; the journal tells who. */
  exportSite(connection: Connection, what: ExportOf): string;
}
