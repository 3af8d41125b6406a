import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { typedCode, typedText } from '../../kernel/typed-fields.ts';

export const billCommands = {
  'bill.settle': z.strictObject({
    visitId: uuid,
    guestIds: z.array(uuid).min(1).max(40),
    payments: z
      .array(
        z.strictObject({
          tenderCode: typedCode(32),
          amountMinor: z.int().min(0).max(1_000_000_000),
          reference: typedText(64).optional(),
        }),
      )
      .max(20),
    /** Of a reference used before, or of more change than the tender has. */
    authorisationId: uuid.optional(),
    /** What the cashier saw; if the bill has changed since, it is refused. */
    expectedTotalMinor: z.int(),
  }),
  'bill.show': z.strictObject({ visitId: uuid, guestIds: z.array(uuid).min(1).max(40) }),
};
