import { z } from 'zod';
import { nowSays, type Upcast, withoutCurrency } from '../../kernel/event.ts';
import { currencyCode, eventCurrency, id, instant, minor } from '../../kernel/fields.ts';
import { approvalSubject, authorisationProofs } from './authorisation.ts';

/** What it is for: the act, by the command that does it, and whom or what it is about. */
const purpose = { act: z.string().min(1).max(64), subject: approvalSubject };

/** Before there were other subjects, it was always a clock, told by its id alone. */
const ofClock: Upcast = (said) => ({ ...said, subject: { kind: 'clock', id: said.subject } });

export const authorisationEvents = {
  /** The actor of the row is the manager. */
  'authorisation.given': nowSays(
    z.strictObject({
      authorisationId: id,
      ...purpose,
      amountMinor: minor.nullable(),
      currency: eventCurrency,
      reason: z.string(),
      how: z.enum(authorisationProofs),
      askedBy: z.string(),
      expiresAt: instant,
    }),
    ofClock,
    withoutCurrency,
  ),
  'authorisation.used': nowSays(
    z.strictObject({
      authorisationId: id,
      ...purpose,
      /** Whoever acts has approved it: how much it was for (minor units), and why. */
      own: z
        .strictObject({ amountMinor: minor.optional(), currency: currencyCode.optional(), reason: z.string() })
        .optional(),
    }),
    ofClock,
  ),
};
