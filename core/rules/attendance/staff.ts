import { addDays } from '../../kernel/time.ts';
import { type AttendanceDay, attendanceDay } from '../../model/attendance/day.ts';
import { attendanceError } from '../../model/attendance/errors.ts';
import type { AttendanceState } from '../../model/attendance/roster.ts';
import { attendanceRulesOf } from '../../model/attendance/rules.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { SiteIndex } from '../../model/site/site-index.ts';
import { staffError } from '../../model/staff/errors.ts';
import type { StoreState } from '../../model/state.ts';

/** Everybody who is no technician (reception, waiters, cleaners…): on and off duty by swipe, without a roster. */

/** A member of staff comes on duty. Throws STAFF_UNKNOWN, STAFF_ON_DUTY. */
export function staffComesOnDuty(state: StoreState, { staffNo }: CommandData<'staff.comeOnDuty'>): StoreEvent[] {
  if (!state.site.staff.has(staffNo)) throw staffError('STAFF_UNKNOWN', { staffNo });
  if (state.attendance.staffOnDutySince(staffNo) !== null) throw attendanceError('STAFF_ON_DUTY', { staffNo });
  return [event('staff.cameOnDuty', { staffNo })];
}

/** A member of staff goes home. Throws STAFF_OFF_DUTY. */
export function staffGoesOffDuty(state: StoreState, { staffNo }: CommandData<'staff.goOffDuty'>): StoreEvent[] {
  if (state.attendance.staffOnDutySince(staffNo) === null) throw attendanceError('STAFF_OFF_DUTY', { staffNo });
  return [event('staff.wentOffDuty', { staffNo })];
}

/** A day of somebody without a roster. */
export interface StaffDay {
  staffNo: string;
  date: string;
  day: AttendanceDay;
}

/**
 * Everybody's days from one to another, both included, in the order of the site, then by date; behind them those who
 * have left the settings and were there in these days.
 */
export function staffAttendance(
  site: SiteIndex,
  state: AttendanceState,
  dates: readonly string[],
  now: number,
): StaffDay[] {
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const rules = attendanceRulesOf(site.site);
  const spells = Map.groupBy(
    state.staffSpells(addDays(first, -1), last),
    ({ staffNo, businessDate }) => `${staffNo} ${businessDate}`,
  );
  const left = [...new Set([...spells.values()].flat().map(({ staffNo }) => staffNo))].filter(
    (no) => !site.staff.has(no),
  );
  return [...site.site.staff.map(({ no }) => no), ...left.sort()].flatMap((no) =>
    dates.map((date) => {
      const swipes = { spells: spells.get(`${no} ${date}`) ?? [], breaks: [], before: null };
      return { staffNo: no, date, day: attendanceDay(date, null, swipes, rules, site.site.store, now) };
    }),
  );
}
