import type { WordsOf } from '../../kernel/words.ts';
import type { staffEvents } from './events.ts';

/** None of it belongs to a visit. */
export const staffWords: WordsOf<typeof staffEvents> = {
  'staff.pinSet': null,
  'staff.pinsBound': null,
  'staff.signedIn': null,
  'staff.signedOut': null,
  'staff.sessionEnded': null,
  'staff.stationPaired': null,
  'staff.stationUnpaired': null,
  'staff.signInRefused': null,
};
