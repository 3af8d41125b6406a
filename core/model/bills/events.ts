import { z } from 'zod';
import { nowSays, type Upcast, withoutCurrency } from '../../kernel/event.ts';
import { eventCurrency, id, minor, shownNo } from '../../kernel/fields.ts';
import { bill, billLine } from './bill-schema.ts';

const billWithoutCurrency: Upcast = (said) => ({
  ...said,
  bill: withoutCurrency(said.bill as Record<string, unknown>),
});

export const billEvents = {
  'bill.settled': nowSays(
    z.strictObject({
      bill,
      wristbandNos: z.array(shownNo),
      /** What a manager approved of it: references used before, change above the limit; minor units of the bill. */
      allowed: z
        .strictObject({
          reused: z.strictObject({ references: z.array(z.string()), amountMinor: minor }).optional(),
          changeMinor: minor.optional(),
          reason: z.string(),
        })
        .optional(),
      authorisationId: id.optional(),
      allowedBy: z.string().optional(),
    }),
    billWithoutCurrency,
  ),
  /** A bill for the guest to look at, before payment. */
  'bill.shown': nowSays(
    z.strictObject({
      visitId: id,
      roomNo: shownNo,
      guestIds: z.array(id),
      bill: z.strictObject({ lines: z.array(billLine), totalMinor: z.int(), currency: eventCurrency }),
    }),
    billWithoutCurrency,
  ),
};
