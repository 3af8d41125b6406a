import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { id, minor, yearMonth } from '../../kernel/fields.ts';
import { attendanceSums } from '../attendance/sums.ts';
import { earning } from './earned.ts';
import { payslip, payTotal } from './payslip.ts';

export const commissionEvents = {
  'commission.earned': says(earning),
  'commission.monthClosed': says(z.strictObject({ month: yearMonth, totals: z.array(payTotal), totalMinor: minor })),
  /** `month` is where it counts: `aboutMonth`, or when that is closed the next one that is open. */
  'commission.corrected': says(
    z.strictObject({
      correctionId: id,
      payeeNo: z.string(),
      aboutMonth: yearMonth,
      month: yearMonth,
      amountMinor: minor,
      reason: z.string(),
    }),
  ),
  'commission.payslipPrinted': says(
    z.strictObject({ payslip, attendance: attendanceSums.nullable(), isClosed: z.boolean() }),
  ),
};
