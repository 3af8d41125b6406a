import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { id, instant, minor } from '../../kernel/fields.ts';
import { authorisationProofs, authorisedActs } from './authorisation.ts';

const act = z.enum(authorisedActs);

export const authorisationEvents = {
  /** The actor of the row is the manager. */
  'authorisation.given': says(
    z.strictObject({
      authorisationId: id,
      act,
      subject: id,
      amountMinor: minor.nullable(),
      reason: z.string(),
      how: z.enum(authorisationProofs),
      askedBy: z.string(),
      expiresAt: instant,
    }),
  ),
  'authorisation.used': says(z.strictObject({ authorisationId: id, act, subject: id })),
};
