import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';
import { sessionEndReasons } from './session-end.ts';

const staff = z.strictObject({ staffNo: shownNo });
const station = z.strictObject({ stationId: z.string(), name: z.string() });

export const staffEvents = {
  'staff.pinSet': says(staff),
  'staff.signedIn': says(staff.extend({ by: z.enum(['pin', 'card']) })),
  'staff.signedOut': says(staff),
  'staff.sessionEnded': says(staff.extend({ stationId: z.string(), why: z.enum(sessionEndReasons) })),
  'staff.stationPaired': says(station),
  'staff.stationUnpaired': says(station),
  'staff.signInRefused': says(staff.extend({ code: z.string() })),
};
