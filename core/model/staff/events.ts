import { z } from 'zod';
import { nowSays, says, type Upcast } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';
import { staffRole } from '../site/schema.ts';
import { sessionEndReasons } from './session-end.ts';

const staff = z.strictObject({ staffNo: shownNo });
const station = z.strictObject({ stationId: z.string(), name: z.string() });

const withoutRole: Upcast = (said) => ({ ...said, role: null, mark: null });

/** What tells the kept hash of a PIN from any other, and nothing of the PIN: SHA-256 over it, in hex. */
const pinMark = z.string().regex(/^[0-9a-f]{64}$/);

export const staffEvents = {
  /**
   * `role`: the role of that moment. `mark`: of the hash that is kept from here on. Both null where an older version is
   * read, which did not say; the mark also where none is kept.
   */
  'staff.pinSet': nowSays(staff.extend({ role: staffRole.nullable(), mark: pinMark.nullable() }), withoutRole),
  /** The hashes that were kept before there were marks. */
  'staff.pinsBound': says(z.strictObject({ pins: z.array(staff.extend({ mark: pinMark })) })),
  'staff.signedIn': says(staff.extend({ by: z.enum(['pin', 'card']) })),
  'staff.signedOut': says(staff),
  'staff.sessionEnded': says(staff.extend({ stationId: z.string(), why: z.enum(sessionEndReasons) })),
  'staff.stationPaired': says(station),
  'staff.stationUnpaired': says(station),
  'staff.signInRefused': says(staff.extend({ code: z.string() })),
};
