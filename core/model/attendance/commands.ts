import { z } from 'zod';
import { instant } from '../../kernel/fields.ts';
import { typedCode, typedNo, typedReason, typedText } from '../../kernel/typed-fields.ts';
import { leaveKinds } from './leave.ts';
import { onDutyPerson, spellTimes } from './roster.ts';

export const attendanceCommands = {
  /** Shift by the code of its template, leave, a day off; null takes away what stood there. */
  'attendance.setRoster': z.strictObject({
    entries: z
      .array(
        z.strictObject({
          technicianNo: typedNo,
          date: z.iso.date(),
          entry: z
            .discriminatedUnion('kind', [
              z.strictObject({ kind: z.literal('shift'), code: typedCode(32).min(1) }),
              z.strictObject({
                kind: z.literal('leave'),
                leave: z.enum(leaveKinds),
                note: typedText(200).nullable().optional(),
              }),
              z.strictObject({ kind: z.literal('off') }),
            ])
            .nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  /** Any first day will do for a Monday: seven days are copied. What is planned already stays. */
  'attendance.copyWeek': z.strictObject({ fromMonday: z.iso.date(), toMonday: z.iso.date() }),
  /** `was`: the spell as the asker saw it, null for one that is missing; `spell`: as it shall be, null strikes it. */
  'attendance.correctSpell': z.strictObject({
    person: onDutyPerson.extend({ no: typedNo }),
    was: spellTimes.nullable(),
    spell: spellTimes.nullable(),
    reason: typedReason,
  }),
  /**
   * The spell that began at `onAt` and lasts is over since `offAt` (UTC ms), though nobody swiped; null: nobody knows
   * since when, and a manager puts it right later.
   */
  'attendance.endSpell': z.strictObject({
    person: onDutyPerson.extend({ no: typedNo }),
    onAt: instant,
    offAt: instant.nullable(),
    reason: typedReason,
  }),
  /** The spell that began at `onAt` on an earlier trading day does last: nobody is asked about it again today. */
  'attendance.stillHere': z.strictObject({ person: onDutyPerson.extend({ no: typedNo }), onAt: instant }),
  /** Everybody who was shown to be due at a roll call; those who are so no more are left out. */
  'attendance.bringOnDuty': z.strictObject({ technicianNos: z.array(typedNo).min(1).max(500) }),
  'staff.comeOnDuty': z.strictObject({ staffNo: typedNo }),
  'staff.goOffDuty': z.strictObject({ staffNo: typedNo }),
};
