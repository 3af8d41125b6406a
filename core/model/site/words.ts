import type { WordsOf } from '../../kernel/words.ts';
import type { siteEvents } from './events.ts';

/** None of it belongs to a visit. */
export const siteWords: WordsOf<typeof siteEvents> = {
  'site.imported': null,
  'store.clockJumped': null,
};
