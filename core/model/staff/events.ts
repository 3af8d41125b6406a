import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { shownNo } from '../../kernel/fields.ts';

const staff = z.strictObject({ staffNo: shownNo });

export const staffEvents = {
  'staff.pinSet': says(staff),
  'staff.signedIn': says(staff.extend({ by: z.enum(['pin', 'card']) })),
  'staff.signedOut': says(staff),
  'staff.signInRefused': says(staff.extend({ code: z.string() })),
};
