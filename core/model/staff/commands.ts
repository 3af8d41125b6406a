import { z } from 'zod';
import { typedNo } from '../../kernel/typed-fields.ts';

export const staffCommands = {
  'staff.recordPin': z.strictObject({ staffNo: typedNo }),
  /** The store's own, once: marks of the PINs that were set before there were marks. */
  'staff.bindPins': z.strictObject({}),
  'staff.recordSignIn': z.strictObject({ staffNo: typedNo, by: z.enum(['pin', 'card']) }),
  'staff.recordSignOut': z.strictObject({ staffNo: typedNo }),
  'staff.recordRefusal': z.strictObject({ staffNo: typedNo, code: z.string().max(64) }),
};
