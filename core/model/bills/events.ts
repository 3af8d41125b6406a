import { z } from 'zod';
import { nowSays, type Upcast, withoutCurrency } from '../../kernel/event.ts';
import { eventCurrency, id, shownNo } from '../../kernel/fields.ts';
import { bill, billLine } from './bill-schema.ts';

const billWithoutCurrency: Upcast = (said) => ({
  ...said,
  bill: withoutCurrency(said.bill as Record<string, unknown>),
});

export const billEvents = {
  'bill.settled': nowSays(z.strictObject({ bill, wristbandNos: z.array(shownNo) }), billWithoutCurrency),
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
