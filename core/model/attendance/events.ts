import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { instant, shownNo } from '../../kernel/fields.ts';
import { datedSpell, onDutyPerson } from './roster.ts';
import { rosterDay, rosterEntry } from './roster-entry.ts';

const staff = z.strictObject({ staffNo: shownNo });

export const attendanceEvents = {
  /** Null takes away what stood there. */
  'attendance.rosterSet': says(
    z.strictObject({ entries: z.array(rosterDay.extend({ entry: rosterEntry.nullable() })) }),
  ),
  /** `before` null: it was missing; `after` null: it never was, or of no length: it ended nobody knows when. */
  'attendance.spellCorrected': says(
    z.strictObject({
      person: onDutyPerson,
      before: datedSpell.nullable(),
      after: datedSpell.nullable(),
      reason: z.string(),
    }),
  ),
  /** Of a spell that began at `onAt` on an earlier trading day and was not swiped off: she or he is here. */
  'attendance.stillHere': says(z.strictObject({ person: onDutyPerson, onAt: instant })),
  /** At the clock-room reader; signing in at a screen is another matter. */
  'staff.cameOnDuty': says(staff),
  'staff.wentOffDuty': says(staff),
};
