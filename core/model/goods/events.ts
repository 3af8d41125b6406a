import { z } from 'zod';
import { nowSays, says, withoutCurrency } from '../../kernel/event.ts';
import { currencyCode, eventCurrency, id, minor, shownNo } from '../../kernel/fields.ts';

const inVisit = { visitId: id, roomNo: shownNo };
/** Counted articles only; null for what is made to order. */
const stockAfter = z.int().nullable();

/** Minor units of a currency. */
const worth = z.strictObject({ amountMinor: minor, currency: currencyCode });

export const goodsEvents = {
  'goods.ordered': nowSays(
    z.strictObject({
      orderId: id,
      visitId: id,
      guestId: id,
      roomNo: shownNo,
      wristbandNo: shownNo.nullable(),
      lines: z.array(
        z.strictObject({
          lineId: id,
          goodsCode: z.string(),
          category: z.string(),
          quantity: z.int(),
          unitPriceMinor: minor,
          stockAfter,
        }),
      ),
      currency: eventCurrency,
    }),
    withoutCurrency,
  ),
  'goods.cancelled': says(
    z.strictObject({
      lineId: id,
      ...inVisit,
      goodsCode: z.string(),
      quantity: z.int(),
      stockAfter,
      reason: z.string(),
      /** What the guests no longer pay, and where it was delivered already, the manager's approval of it. */
      worth: worth.optional(),
      authorisationId: id.optional(),
      allowedBy: z.string().optional(),
    }),
  ),
  'goods.delivered': says(z.strictObject({ lineId: id, ...inVisit })),
  'stock.adjusted': says(
    z.strictObject({
      goodsCode: z.string(),
      quantity: z.int(),
      stockAfter: z.int(),
      reason: z.string(),
      /** Of what was written off, at the price it is sold for. */
      worth: worth.optional(),
    }),
  ),
};
