import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { typedCode, typedReason } from '../../kernel/typed-fields.ts';

const quantity = z.int().min(1).max(99);

export const goodsCommands = {
  'goods.order': z.strictObject({
    guestId: uuid,
    lines: z
      .array(z.strictObject({ goodsCode: typedCode(32), quantity }))
      .min(1)
      .max(40),
  }),
  /** What was delivered is money, and needs an approval. */
  'goods.cancel': z.strictObject({ lineId: uuid, reason: typedReason, authorisationId: uuid.optional() }),
  'goods.deliver': z.strictObject({ lineIds: z.array(uuid).min(1).max(40) }),
  'stock.adjust': z.strictObject({
    goodsCode: typedCode(32),
    quantity: z.int().min(-100_000).max(100_000),
    reason: typedReason,
  }),
};
