import { given, settingDefaults } from '../site/defaults.ts';
import type { Site } from '../site/schema.ts';

/** What the site says of attendance (考勤), with the defaults for what it leaves out. */

export type ShiftTemplate = NonNullable<NonNullable<Site['attendance']>['shifts']>[number];

export interface AttendanceRules {
  shifts: readonly ShiftTemplate[];
  /** So many minutes after the shift's start are not late yet, and so many before its end not early. */
  lateMinutes: number;
  earlyMinutes: number;
  /** How long a meal may take. */
  mealMinutes: number;
}

export function attendanceRulesOf({ attendance = {} }: Pick<Site, 'attendance'>): AttendanceRules {
  return { ...settingDefaults.attendance, ...given(attendance) };
}
