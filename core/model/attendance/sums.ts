import { z } from 'zod';
import { leaveKinds } from './leave.ts';

/** What a month of attendance comes to. Facts only: nothing here is a fine. */
export const attendanceSums = z.strictObject({
  /** Days with a shift, of those that are over or begun. */
  rosteredDays: z.int(),
  workedDays: z.int(),
  workedMinutes: z.int(),
  lateCount: z.int(),
  lateMinutes: z.int(),
  earlyCount: z.int(),
  earlyMinutes: z.int(),
  absentDays: z.int(),
  leaveDays: z.partialRecord(z.enum(leaveKinds), z.int()),
  restMinutes: z.int(),
  mealMinutes: z.int(),
  overrunMinutes: z.int(),
});
export type AttendanceSums = z.output<typeof attendanceSums>;
