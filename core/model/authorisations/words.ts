import type { WordsOf } from '../../kernel/words.ts';
import type { authorisationEvents } from './events.ts';

/** None of it belongs to a visit. */
export const authorisationWords: WordsOf<typeof authorisationEvents> = {
  'authorisation.given': null,
  'authorisation.used': null,
};
