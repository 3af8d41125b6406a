import { z } from 'zod';
import { reason, shownNo } from '../../kernel/fields.ts';

const cardHolder = { holder: z.enum(['technician', 'staff']), no: shownNo };

export const cardCommands = {
  'card.block': z.strictObject({ ...cardHolder, reason }),
  'card.replace': z.strictObject({
    ...cardHolder,
    card: z.string().regex(/^([0-9A-F]{2}){4,10}$/, 'UID of 4 to 10 bytes in upper-case hex'),
  }),
  'card.release': z.strictObject({ ...cardHolder, reason }),
  'swipe.refuse': z.strictObject({
    place: z.string().max(64),
    roomNo: shownNo.nullable(),
    card: z.string().max(32),
    who: shownNo.nullable(),
    code: z.string().max(64),
  }),
};
