import type { WordsOf } from '../../kernel/words.ts';
import type { attendanceEvents } from './events.ts';

/** None of it belongs to a visit. */
export const attendanceWords: WordsOf<typeof attendanceEvents> = {
  'attendance.rosterSet': null,
  'attendance.spellCorrected': null,
  'attendance.stillHere': null,
  'staff.cameOnDuty': null,
  'staff.wentOffDuty': null,
};
