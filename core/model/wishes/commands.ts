import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { typedText } from '../../kernel/typed-fields.ts';
import { wishLength } from './wish.ts';

const text = typedText(wishLength).min(1);

export const wishCommands = {
  'wish.note': z.strictObject({
    whose: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('guest'), guestId: uuid }),
      z.strictObject({ kind: z.literal('room'), visitId: uuid }),
    ]),
    text,
  }),
  /** `was`: what the asker saw; when that is no longer so, somebody else was quicker and the asker is told. */
  'wish.change': z.strictObject({ wishId: uuid, was: text, text }),
  'wish.withdraw': z.strictObject({ wishId: uuid, was: text }),
};
