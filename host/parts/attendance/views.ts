import type { AttendanceDay } from '../../../core/model/attendance/day.ts';
import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';
import type { ShiftTemplate } from '../../../core/model/attendance/rules.ts';
import type { AttendanceSums } from '../../../core/model/attendance/sums.ts';

export interface RosterDayView {
  date: string;
  entry: RosterEntry | null;
  day: AttendanceDay;
  /** Guests who asked for her or him at a time this does not cover, by time. */
  booked: BookedAgainst[];
}

/** A reservation the roster breaks. */
export interface BookedAgainst {
  reservationId: string;
  startsAt: number;
  guestName: string;
}

export interface RosterWeekView {
  /** Monday to Sunday. */
  dates: string[];
  today: string;
  shifts: readonly ShiftTemplate[];
  technicians: { no: string; name: string; groups: string[]; days: RosterDayView[] }[];
}

/** Who is here today, and who should be. */
export interface PresenceRow {
  no: string;
  name: string;
  duty: 'off' | 'on' | 'resting';
  entry: RosterEntry | null;
  day: AttendanceDay;
  /** No technician: comes and goes without a roster. */
  isStaff?: true;
  /** What the present rest is for; null when there is none. */
  breakKind: 'rest' | 'meal' | null;
  restUntil: number | null;
}

export interface AttendanceMonthView {
  month: string;
  people: { no: string; name: string; sums: AttendanceSums }[];
}
