import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { id, shownNo } from '../../kernel/fields.ts';

/** What is noted about a person, in the words of whoever noted it. */
const wishText = z.string();

/** Where the guest is; `guestId` and `ordinal` null for a wish of the whole room. */
const wish = z.strictObject({
  wishId: id,
  visitId: id,
  roomNo: shownNo,
  guestId: id.nullable(),
  ordinal: z.int().nullable(),
});

export const wishEvents = {
  'wish.noted': says(wish.extend({ text: wishText })),
  'wish.changed': says(wish.extend({ before: wishText, text: wishText })),
  'wish.withdrawn': says(wish.extend({ before: wishText })),
  /** One of the whole room went along with all its guests. */
  'wish.moved': says(
    z.strictObject({ wishId: id, fromVisitId: id, fromRoomNo: shownNo, toVisitId: id, toRoomNo: shownNo }),
  ),
};
