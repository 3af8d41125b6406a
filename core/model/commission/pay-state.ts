import type { ClockType } from '../clock-types/clock-types.ts';
import type { ServedSpan } from './earning.ts';
import type { FrozenRule } from './rules.ts';

/** What decisions about pay look at, beside the rest of the store's state. */
export interface PayState {
  /** The rules frozen on a clock when it started; null before. */
  frozenRules(clockId: string): FrozenRule[] | null;
  /** Who has served a main clock so far, in order of time; `toAt` null while it goes on. */
  spansOf(clockId: string): (Omit<ServedSpan, 'toAt'> & { toAt: number | null })[];
  /** Clocks of the month a technician was credited with by a rule. */
  countOf(technicianNo: string, month: string, ruleKey: string): number;
  isClosed(month: string): boolean;
  /** The months that anything was earned or corrected in, oldest first. */
  months(): string[];
  /** Sums of a month by person, by number; those without any are left out. */
  totals(month: string): PayTotal[];
  /** One person's month; null for somebody who has nothing in it. */
  payslip(month: string, payeeNo: string): Payslip | null;
}

/** One person's month in sums, minor units. */
export interface PayTotal {
  payeeNo: string;
  clockMinor: number;
  goodsMinor: number;
  /** Of other months, or by hand; may be negative. */
  correctionMinor: number;
  totalMinor: number;
}

/** A payslip: where a month's pay comes from. Amounts in minor units. */
export interface Payslip extends PayTotal {
  month: string;
  /** Clocks by how the technician was chosen; extensions by themselves. */
  clocks: { type: ClockType; count: number; servedMs: number; turnoverMinor: number }[];
  /** Commission by rule; `ruleKey` is `sale` for goods. */
  rules: { ruleKey: string; count: number; amountMinor: number }[];
  goods: { code: string; count: number; turnoverMinor: number; amountMinor: number }[];
  corrections: { id: string; aboutMonth: string; amountMinor: number; reason: string; at: number; by: string }[];
}
