import { z } from 'zod';
import { nowSays, type Upcast, withoutCurrency } from '../../kernel/event.ts';
import { eventCurrency, id, minor, yearMonth } from '../../kernel/fields.ts';
import { attendanceSums } from '../attendance/sums.ts';
import { earning } from './earned.ts';
import { payslip, payTotal } from './payslip.ts';

const payslipWithoutCurrency: Upcast = (said) => ({
  ...said,
  payslip: withoutCurrency(said.payslip as Record<string, unknown>),
});

export const commissionEvents = {
  'commission.earned': nowSays(earning, withoutCurrency),
  'commission.monthClosed': nowSays(
    z.strictObject({ month: yearMonth, totals: z.array(payTotal), totalMinor: minor, currency: eventCurrency }),
    withoutCurrency,
  ),
  /** `month` is where it counts: `aboutMonth`, or when that is closed the next one that is open. */
  'commission.corrected': nowSays(
    z.strictObject({
      correctionId: id,
      payeeNo: z.string(),
      aboutMonth: yearMonth,
      month: yearMonth,
      amountMinor: minor,
      reason: z.string(),
      currency: eventCurrency,
    }),
    withoutCurrency,
  ),
  'commission.payslipPrinted': nowSays(
    z.strictObject({ payslip, attendance: attendanceSums.nullable(), isClosed: z.boolean() }),
    payslipWithoutCurrency,
  ),
};
