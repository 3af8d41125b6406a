import { z } from 'zod';
import { shownNo } from '../../kernel/fields.ts';

export const staffCommands = {
  'staff.recordPin': z.strictObject({ staffNo: shownNo }),
  'staff.recordSignIn': z.strictObject({ staffNo: shownNo, by: z.enum(['pin', 'card']) }),
  'staff.recordSignOut': z.strictObject({ staffNo: shownNo }),
  'staff.recordRefusal': z.strictObject({ staffNo: shownNo, code: z.string().max(64) }),
};
