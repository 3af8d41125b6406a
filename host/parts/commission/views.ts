import type { AttendanceSums } from '../../../core/model/attendance/sums.ts';
import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import type { Payslip, PayTotal } from '../../../core/model/commission/payslip.ts';
import type { CommissionPay } from '../../../core/model/site/commission-rule.ts';

/** What the screens of pay and attendance are given. Times UTC ms, amounts minor units of the store's currency. */

/** One person's month in the list. */
export interface PayRow extends PayTotal {
  /** The number as people see it. */
  no: string;
  /** Empty for somebody nobody knows. */
  name: string;
  /** Not in the settings any more. */
  hasLeft: boolean;
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
  /** The number as people see it. */
  no: string;
  name: string;
  payslip: Payslip;
  /** Facts of the month; null for somebody who is no technician. */
  attendance: AttendanceSums | null;
  /** Newest first. */
  entries: PayEntryView[];
}
