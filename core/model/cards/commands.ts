import { z } from 'zod';
import { typedNo, typedReason } from '../../kernel/typed-fields.ts';

const cardHolder = { holder: z.enum(['technician', 'staff']), no: typedNo };

export const cardCommands = {
  'card.block': z.strictObject({ ...cardHolder, reason: typedReason }),
  'card.replace': z.strictObject({
    ...cardHolder,
    card: z.string().regex(/^([0-9A-F]{2}){4,10}$/, 'UID of 4 to 10 bytes in upper-case hex'),
  }),
  'card.release': z.strictObject({ ...cardHolder, reason: typedReason }),
  'swipe.refuse': z.strictObject({
    place: z.string().max(64),
    roomNo: typedNo.nullable(),
    card: z.string().max(32),
    who: typedNo.nullable(),
    code: z.string().max(64),
  }),
};
