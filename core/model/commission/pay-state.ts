import type { ServedSpan } from './earning.ts';
import type { FrozenRule } from './frozen-rule.ts';
import type { Payslip, PayTotal } from './payslip.ts';

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
  /** Sums of a month by person, by number; those without any are left out. Throws MONEY_CURRENCIES_MIXED. */
  totals(month: string): PayTotal[];
  /** One person's month; null for somebody who has nothing in it. */
  payslip(month: string, payeeNo: string): Payslip | null;
}
