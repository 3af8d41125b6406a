import { z } from 'zod';
import { nowSays, says } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';

const staff = z.strictObject({ staffNo: shownNo });

/** What tells the kept hash of a PIN from any other, and nothing of the PIN: SHA-256 over it, in hex. */
const pinMark = z.string().regex(/^[0-9a-f]{64}$/);

export const staffEvents = {
  /** `mark`: of the hash that is kept from here on; null in rows of before there were marks, and where none is kept. */
  'staff.pinSet': nowSays(staff.extend({ mark: pinMark.nullable() }), (said) => ({ ...said, mark: null })),
  /** The hashes that were kept before there were marks. */
  'staff.pinsBound': says(z.strictObject({ pins: z.array(staff.extend({ mark: pinMark })) })),
  'staff.signedIn': says(staff.extend({ by: z.enum(['pin', 'card']) })),
  'staff.signedOut': says(staff),
  'staff.signInRefused': says(staff.extend({ code: z.string() })),
};
