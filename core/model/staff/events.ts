import { z } from 'zod';
import { nowSays, says, type Upcast } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';
import { staffRole } from '../site/schema.ts';
import { sessionEndReasons } from './session-end.ts';

const staff = z.strictObject({ staffNo: shownNo });
const station = z.strictObject({ stationId: z.string(), name: z.string() });

const withoutRole: Upcast = (said) => ({ ...said, role: null });

export const staffEvents = {
  /** `role`: the role of that moment; null only where an older version is read, which did not say. */
  'staff.pinSet': nowSays(staff.extend({ role: staffRole.nullable() }), withoutRole),
  'staff.signedIn': says(staff.extend({ by: z.enum(['pin', 'card']) })),
  'staff.signedOut': says(staff),
  'staff.sessionEnded': says(staff.extend({ stationId: z.string(), why: z.enum(sessionEndReasons) })),
  'staff.stationPaired': says(station),
  'staff.stationUnpaired': says(station),
  'staff.signInRefused': says(staff.extend({ code: z.string() })),
};
