import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';

/** `card`: its UID in upper-case hex. */
const held = { holder: z.enum(['technician', 'staff']), no: shownNo, card: z.string() };

export const cardEvents = {
  /** A card is refused everywhere from here on (挂失). */
  'card.blocked': says(z.strictObject({ ...held, reason: z.string() })),
  /** Somebody has another card; the old one is lost from here on. */
  'card.replaced': says(z.strictObject({ ...held, oldCard: z.string() })),
  'card.released': says(z.strictObject({ ...held, reason: z.string() })),
  /** A card that was turned away, at a terminal or reader. */
  'swipe.refused': says(
    z.strictObject({
      place: z.string(),
      roomNo: shownNo.nullable(),
      card: z.string(),
      who: z.string().nullable(),
      code: z.string(),
    }),
  ),
};
