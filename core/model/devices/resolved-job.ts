import { z } from 'zod';
import { currencyCode, id, minor, shownNo } from '../../kernel/fields.ts';

/** What somebody did about a job that was not done by itself. */
export const resolvedJob = z.strictObject({
  jobId: id,
  how: z.enum(['again', 'rerouted', 'dismissed']),
  /** `print-bill` */
  kind: z.string(),
  /** Where it was to be done: `printer/front`. */
  device: z.string(),
  toDevice: z.string().nullable(),
  /** Null where the job belongs to no visit or room. */
  visitId: id.nullable(),
  roomNo: shownNo.nullable(),
  /** Of a bill or pre-bill: its number once it has one, what it says, in minor units. */
  ofBill: z.strictObject({ no: z.string().nullable(), amountMinor: minor, currency: currencyCode }).nullable(),
});
