import { z } from 'zod';
import { namingCards, nowSays, withPlainCards } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';

/** `card`: its UID in upper-case hex, or the hash of it. Rows of version 1 have the UID plain, later ones the hash. */
const held = { holder: z.enum(['technician', 'staff']), no: shownNo, card: z.string() };

export const cardEvents = {
  /** A card is refused everywhere from here on (挂失); `byOther`: said by somebody else than its holder, in no older row. */
  'card.blocked': namingCards(
    nowSays(z.strictObject({ ...held, reason: z.string(), byOther: z.literal(true).optional() }), withPlainCards),
  ),
  /** Somebody has another card; the old one is lost from here on. Without an old one it is the first. */
  'card.replaced': namingCards(nowSays(z.strictObject({ ...held, oldCard: z.string().optional() }), withPlainCards)),
  'card.released': namingCards(nowSays(z.strictObject({ ...held, reason: z.string() }), withPlainCards)),
  /**
   * A card that was turned away, at a terminal or reader. It may be anybody's, so its number is kept nowhere: since
   * version 2 `card` is its hash for whoever reads it, too.
   */
  'swipe.refused': namingCards(
    nowSays(
      z.strictObject({
        place: z.string(),
        roomNo: shownNo.nullable(),
        card: z.string(),
        who: z.string().nullable(),
        code: z.string(),
      }),
      withPlainCards,
    ),
    false,
  ),
};
