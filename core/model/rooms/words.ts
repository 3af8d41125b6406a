import type { WordsOf } from '../../kernel/words.ts';
import type { roomEvents } from './events.ts';

/** None of it belongs to a visit. */
export const roomWords: WordsOf<typeof roomEvents> = {
  'room.soiled': null,
  'room.cleaned': null,
  'room.putOutOfOrder': null,
  'room.putInOrder': null,
};
