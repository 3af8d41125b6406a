import type { AttendanceDay } from '../../../core/model/attendance/day.ts';
import type { OnDutyPerson, SpellTimes } from '../../../core/model/attendance/roster.ts';
import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';
import type { ShiftTemplate } from '../../../core/model/attendance/rules.ts';
import type { AttendanceSums } from '../../../core/model/attendance/sums.ts';
import type { RollCallVerdict } from '../../../core/rules/attendance/roll-call.ts';

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
  /** Somebody's times of this day were put right. */
  isCorrected: boolean;
  /** What the present rest is for; null when there is none. */
  breakKind: 'rest' | 'meal' | null;
  restUntil: number | null;
}

/** The same for the page of people on duty. */
export interface OnDutyRow extends PresenceRow {
  groups: readonly string[];
  /** Since when on duty, breaks included, UTC ms; null for who is not here. */
  onSince: number | null;
  /** Whether a roll call would bring her or him on duty, or why not; null for who has no roster. */
  rollCall: RollCallVerdict | null;
}

/** Somebody on duty since an earlier trading day, who did not swipe off and of whom nobody said today “still here”. */
export interface LeftOpenRow {
  person: OnDutyPerson;
  /** The number as people see it. */
  no: string;
  name: string;
  onAt: number;
  /** The trading day the spell began on. */
  date: string;
  /** When she or he probably went, UTC ms: the end of the shift, or of the last clock where that is later. */
  probablyAt: number | null;
}

export interface AttendanceMonthView {
  month: string;
  people: {
    person: OnDutyPerson;
    no: string;
    name: string;
    /** Not in the settings any more. */
    hasLeft: boolean;
    sums: AttendanceSums;
    /** Trading days whose times were put right, by date. */
    correctedDates: string[];
    /** Trading days with a spell that was never swiped off: they count no hours; by date. */
    unendedDates: string[];
  }[];
}

/** One person's spells of one trading day, and what was put right of them. */
export interface SpellDayView {
  person: OnDutyPerson;
  /** The number as people see it. */
  no: string;
  name: string;
  date: string;
  /** The day belongs to a month that is closed: nothing can be put right any more. */
  isClosed: boolean;
  /** By time. */
  spells: SpellTimes[];
  /** The oldest first. */
  corrections: SpellCorrectionView[];
}

/** `before` null: it was missing; `after` null: it never was. */
export interface SpellCorrectionView {
  at: number;
  /** Number and name. */
  by: string;
  reason: string;
  before: SpellTimes | null;
  after: SpellTimes | null;
}
