import type { WordsOf } from '../../kernel/words.ts';
import type { rotationEvents } from './events.ts';

/** None of it belongs to a visit. */
export const rotationWords: WordsOf<typeof rotationEvents> = {
  'rotation.moved': null,
  'rotation.policySet': null,
  'rotation.clockTypesSet': null,
  'rotation.whyPrinted': null,
};
