import { z } from 'zod';
import { eventCurrency, id, instant, minor, yearMonth } from '../../kernel/fields.ts';
import { clockTypes } from '../clock-types/clock-types.ts';

/** One person's month in sums, minor units. */
export const payTotal = z.strictObject({
  payeeNo: z.string(),
  clockMinor: minor,
  goodsMinor: minor,
  /** Of other months, or by hand; may be negative. */
  correctionMinor: minor,
  totalMinor: minor,
});
type SaidTotal = z.output<typeof payTotal>;
/** As it is summed up. */
export type PayTotal = SaidTotal & { currency: string };

/** A payslip: where a month's pay comes from. Amounts in minor units. */
export const payslip = payTotal.extend({
  month: yearMonth,
  currency: eventCurrency,
  /** Clocks by how the technician was chosen; extensions by themselves. */
  clocks: z.array(
    z.strictObject({ type: z.enum(clockTypes), count: z.int(), servedMs: z.int(), turnoverMinor: minor }),
  ),
  /** Commission by rule; `ruleKey` is `sale` for goods. */
  rules: z.array(z.strictObject({ ruleKey: z.string(), count: z.int(), amountMinor: minor })),
  goods: z.array(z.strictObject({ code: z.string(), count: z.int(), turnoverMinor: minor, amountMinor: minor })),
  corrections: z.array(
    z.strictObject({
      id,
      aboutMonth: yearMonth,
      amountMinor: minor,
      reason: z.string(),
      at: instant,
      by: z.string(),
    }),
  ),
});
/** As an event says it. */
export type SaidPayslip = z.output<typeof payslip>;
/** As it is summed up, in a currency. */
export type Payslip = SaidPayslip & { currency: string };
