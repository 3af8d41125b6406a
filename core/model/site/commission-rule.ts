import { z } from 'zod';
import { amount, code, no, percent } from '../../kernel/site-fields.ts';
import { normalCode } from '../../kernel/typed.ts';
import { clockTypes } from '../clock-types/clock-types.ts';

export const commissionMatch = z.strictObject({
  technician: no.optional(),
  service: z.string().overwrite(normalCode).optional(),
  group: code.optional(),
  level: z.string().overwrite(normalCode).optional(),
  type: z.enum(clockTypes).optional(),
});

export const commissionPay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), amount }),
  z.strictObject({ kind: z.literal('percent'), percent }),
  z.strictObject({ kind: z.literal('per-hour'), amount }),
  z.strictObject({
    kind: z.literal('monthly-tier'),
    tiers: z.array(z.strictObject({ fromCount: z.int().min(0), amount })).min(1),
  }),
]);

/** One rule of commission (提成), as it stands in the settings. */
export const commissionRule = z.strictObject({
  match: commissionMatch,
  pay: commissionPay,
  onTop: z.boolean().optional(),
});
export type CommissionRule = z.output<typeof commissionRule>;
export type CommissionMatch = CommissionRule['match'];
export type CommissionPay = CommissionRule['pay'];
