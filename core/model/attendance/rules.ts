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

/** The templates of a store that names none. */
const defaultShifts: readonly ShiftTemplate[] = [
  { code: 'early', name: { 'zh-CN': '早班', en: 'Early' }, from: '10:00', to: '19:00' },
  { code: 'late', name: { 'zh-CN': '晚班', en: 'Late' }, from: '14:00', to: '23:00' },
  { code: 'night', name: { 'zh-CN': '夜班', en: 'Night' }, from: '18:00', to: '03:00' },
];

export function attendanceRulesOf({ attendance = {} }: Pick<Site, 'attendance'>): AttendanceRules {
  const { shifts, lateMinutes = 5, earlyMinutes = 5, mealMinutes = 30 } = attendance;
  return { shifts: shifts ?? defaultShifts, lateMinutes, earlyMinutes, mealMinutes };
}
