import type { WordsOf } from '../../kernel/words.ts';
import type { cardEvents } from './events.ts';

/** None of it belongs to a visit. */
export const cardWords: WordsOf<typeof cardEvents> = {
  'card.blocked': null,
  'card.replaced': null,
  'card.released': null,
  'swipe.refused': null,
};
