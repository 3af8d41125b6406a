import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';

const room = z.strictObject({ roomNo: shownNo });

export const roomEvents = {
  'room.soiled': says(room),
  'room.cleaned': says(room),
  'room.putOutOfOrder': says(
    /** `isDirty`: it was still to be cleaned; not said by older rows. */
    room.extend({ reason: z.string(), isDirty: z.boolean().optional() }),
  ),
  'room.putInOrder': says(room),
};
