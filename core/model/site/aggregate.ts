import { aggregate } from '../../kernel/aggregate.ts';
import { siteCommands } from './commands.ts';
import { siteTexts } from './errors.ts';
import { siteEvents } from './events.ts';
import type { SettingsSlice } from './settings.ts';
import type { SiteIndex } from './site-index.ts';
import { siteWords } from './words.ts';

interface SiteState {
  /** The settings in force. Throws STORE_NOT_SET_UP before the first import. */
  readonly site: SiteIndex;
  /** Whether there are settings. */
  readonly isSetUp: boolean;
  readonly settings: SettingsSlice;
}

export const site = aggregate<SiteState>()({
  commands: siteCommands,
  events: siteEvents,
  words: siteWords,
  errors: siteTexts,
});
