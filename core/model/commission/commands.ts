import { z } from 'zod';
import { yearMonth } from '../../kernel/fields.ts';
import { typedNo, typedReason } from '../../kernel/typed-fields.ts';

export const commissionCommands = {
  /** `expectedTotalMinor`: what the asker saw the month come to. */
  'commission.closeMonth': z.strictObject({ month: yearMonth, expectedTotalMinor: z.int() }),
  'commission.correct': z.strictObject({
    payeeNo: typedNo,
    aboutMonth: yearMonth,
    amountMinor: z.int().min(-100_000_000).max(100_000_000),
    reason: typedReason,
  }),
  'commission.printPayslip': z.strictObject({ month: yearMonth, payeeNo: typedNo }),
};
