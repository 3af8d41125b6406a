import { z } from 'zod';
import { currencyCode, uuid } from '../../kernel/fields.ts';
import { typedNo, typedReason } from '../../kernel/typed-fields.ts';
import { approvalSubject, authorisationProofs } from './authorisation.ts';

export const authorisationCommands = {
  /** The actor is the manager; how she or he was known is checked before. Never the PIN. */
  'authorisation.give': z.strictObject({
    act: z.string().min(1).max(64),
    subject: approvalSubject.extend({ id: uuid }),
    amountMinor: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
    /** Of the amount; the store's own where none is said. */
    currency: currencyCode.optional(),
    reason: typedReason,
    how: z.enum(authorisationProofs),
    askedBy: typedNo,
  }),
};
