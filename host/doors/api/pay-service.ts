import type { Language } from '../../../core/kernel/money.ts';
import type { AttendanceDay } from '../../../core/model/attendance/day.ts';
import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';
import type { ShiftTemplate } from '../../../core/model/attendance/rules.ts';
import type { AttendanceSums } from '../../../core/model/attendance/sums.ts';
import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import type { Payslip, PayTotal } from '../../../core/model/commission/payslip.ts';
import type { CommissionPay } from '../../../core/model/site/commission-rule.ts';

/** What the screens of pay and attendance are given. Times UTC ms, amounts minor units of the store's currency. */

/** One person's month in the list. */
export interface PayRow extends PayTotal {
  /** Empty for somebody the site does not know any more. */
  name: string;
  /** Main clocks served, also a part of. */
  clocks: number;
  servedMs: number;
  turnoverMinor: number;
}

export interface PayMonthView {
  month: string;
  /** Of today. */
  currentMonth: string;
  /** All that can be looked at, newest first. */
  months: string[];
  closed: { at: number; by: string } | null;
  /** Whether it is over and every month before it closed. */
  canClose: boolean;
  totalMinor: number;
  /** By number. */
  people: PayRow[];
}

/** One clock or sale, as far as it is this person's. */
export interface PayEntryView {
  refId: string;
  source: 'clock' | 'goods';
  at: number;
  businessDate: string;
  roomNo: string;
  clockType: ClockType | null;
  /** The item's or article's code. */
  code: string;
  minutes: number;
  servedMs: number;
  turnoverMinor: number;
  amountMinor: number;
  /** Somebody else served a part. */
  isSplit: boolean;
  parts: { ruleKey: string; pay: CommissionPay | null; nth: number | null; amountMinor: number }[];
}

export interface PayPersonView {
  name: string;
  payslip: Payslip;
  /** Facts of the month; null for somebody who is no technician. */
  attendance: AttendanceSums | null;
  /** Newest first. */
  entries: PayEntryView[];
}

/** A file for the browser to save. */
export interface FileView {
  name: string;
  base64: string;
}

/** Reports: read beside the store's work. Aborting `signal` gives one up. Each may throw REPORT_BROKEN_OFF. */
export interface PayService {
  /** Null: the month of today. */
  month(month: string | null, signal?: AbortSignal): Promise<PayMonthView>;
  /** Throws PAY_NOTHING. */
  person(month: string, payeeNo: string, signal?: AbortSignal): Promise<PayPersonView>;
  /** Everybody's month, one sheet of people and one of clocks. */
  excel(month: string, language: Language, signal?: AbortSignal): Promise<FileView>;
  /** One person's payslip. Throws PAY_NOTHING. */
  payslipExcel(month: string, payeeNo: string, language: Language, signal?: AbortSignal): Promise<FileView>;
}

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

export interface AttendanceService {
  /** The week that holds the date. */
  week(date: string | null): RosterWeekView;
  today(): PresenceRow[];
  /** A report, as those of PayService. */
  month(month: string | null, signal?: AbortSignal): Promise<AttendanceMonthView>;
  excel(month: string, language: Language, signal?: AbortSignal): Promise<FileView>;
}
