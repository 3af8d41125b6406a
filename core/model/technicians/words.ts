import type { WordsOf } from '../../kernel/words.ts';
import type { technicianEvents } from './events.ts';

/** None of it belongs to a visit. */
export const technicianWords: WordsOf<typeof technicianEvents> = {
  'technician.cameOnDuty': null,
  'technician.wentOffDuty': null,
  'technician.tookRest': null,
  'technician.cameBack': null,
  'technician.held': null,
  'technician.holdEnded': null,
  'technician.stopped': null,
  'technician.stopEnded': null,
  'technician.pauseAsked': null,
  'technician.paused': null,
  'technician.pauseEnded': null,
};
