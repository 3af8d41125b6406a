import { daysOf } from '../../kernel/month.ts';
import { addDays } from '../../kernel/time.ts';
import type { SiteIndex } from '../site/site-index.ts';
import { type AttendanceDay, attendanceDay } from './day.ts';
import type { AttendanceState } from './roster.ts';
import type { RosterEntry } from './roster-entry.ts';
import { attendanceRulesOf } from './rules.ts';
import type { AttendanceSums } from './sums.ts';

/** A day in its place: what was planned and what came of it. */
export interface DatedAttendance {
  technicianNo: string;
  date: string;
  entry: RosterEntry | null;
  day: AttendanceDay;
}

/**
 * Every technician's days from one to another, both included, in the order of the site, then date; behind them those
 * who have left the settings and were there or down for something in these days.
 */
export function attendanceOf(
  site: SiteIndex,
  state: AttendanceState,
  dates: readonly string[],
  now: number,
  technicianNo?: string,
): DatedAttendance[] {
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const rules = attendanceRulesOf(site.site);
  const keyOf = (one: { technicianNo: string }, date: string) => `${one.technicianNo} ${date}`;
  const entries = new Map(state.roster(first, last, technicianNo).map((one) => [keyOf(one, one.date), one.entry]));
  // The evening before may have lasted into the first day.
  const spells = Map.groupBy(state.spells(addDays(first, -1), last, technicianNo), (one) =>
    keyOf(one, one.businessDate),
  );
  const breaks = Map.groupBy(state.breaks(first, last, technicianNo), (one) => keyOf(one, one.businessDate));
  const present = site.site.technicians.filter(({ no }) => technicianNo === undefined || no === technicianNo);
  const named = [...entries.keys(), ...spells.keys()].map((key) => key.slice(0, key.lastIndexOf(' ')));
  const left = [...new Set(named)].filter((no) => !site.technicians.has(no)).sort();
  return [...present.map(({ no }) => no), ...left].flatMap((no) =>
    dates.map((date) => {
      const key = keyOf({ technicianNo: no }, date);
      const entry = entries.get(key) ?? null;
      const swipes = {
        spells: spells.get(key) ?? [],
        breaks: breaks.get(key) ?? [],
        before: spells.get(keyOf({ technicianNo: no }, addDays(date, -1)))?.at(-1) ?? null,
      };
      return { technicianNo: no, date, entry, day: attendanceDay(date, entry, swipes, rules, site.site.store, now) };
    }),
  );
}

/** One technician's calendar month. */
export function attendanceMonth(
  site: SiteIndex,
  state: AttendanceState,
  month: string,
  technicianNo: string,
  now: number,
): AttendanceSums {
  return sumsOf(attendanceOf(site, state, daysOf(month), now, technicianNo));
}

/** Adds days up. */
export function sumsOf(days: readonly Pick<DatedAttendance, 'day'>[]): AttendanceSums {
  const sums: AttendanceSums = {
    rosteredDays: 0,
    workedDays: 0,
    workedMinutes: 0,
    lateCount: 0,
    lateMinutes: 0,
    earlyCount: 0,
    earlyMinutes: 0,
    absentDays: 0,
    leaveDays: {},
    restMinutes: 0,
    mealMinutes: 0,
    overrunMinutes: 0,
  };
  for (const { day } of days) {
    if (day.fromAt !== null && day.state !== 'planned') sums.rosteredDays += 1;
    if (day.state === 'worked' || day.state === 'extra') sums.workedDays += 1;
    if (day.state === 'absent') sums.absentDays += 1;
    if (day.state === 'leave' && day.leave) sums.leaveDays[day.leave] = (sums.leaveDays[day.leave] ?? 0) + 1;
    if (day.lateMinutes > 0) sums.lateCount += 1;
    if (day.earlyMinutes > 0) sums.earlyCount += 1;
    sums.lateMinutes += day.lateMinutes;
    sums.earlyMinutes += day.earlyMinutes;
    sums.workedMinutes += day.workedMinutes;
    sums.restMinutes += day.restMinutes;
    sums.mealMinutes += day.mealMinutes;
    sums.overrunMinutes += day.overrunMinutes;
  }
  return sums;
}
