import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { id, shownNo } from '../../kernel/fields.ts';
import { bill, billLine } from './bill-schema.ts';

export const billEvents = {
  'bill.settled': says(z.strictObject({ bill, wristbandNos: z.array(shownNo) })),
  /** A bill for the guest to look at, before payment. */
  'bill.shown': says(
    z.strictObject({
      visitId: id,
      roomNo: shownNo,
      guestIds: z.array(id),
      bill: z.strictObject({ lines: z.array(billLine), totalMinor: z.int() }),
    }),
  ),
};
