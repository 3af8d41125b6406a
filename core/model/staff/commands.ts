import { z } from 'zod';
import { typedNo } from '../../kernel/typed-fields.ts';
import { sessionEndReasons } from './session-end.ts';

const stationId = z.string().min(1).max(64);
const station = z.strictObject({ stationId, name: z.string().min(1).max(40) });

export const staffCommands = {
  'staff.recordPin': z.strictObject({ staffNo: typedNo }),
  /** The store's own, once: marks of the PINs that were set before there were marks. */
  'staff.bindPins': z.strictObject({}),
  'staff.recordSignIn': z.strictObject({ staffNo: typedNo, by: z.enum(['pin', 'card']) }),
  'staff.recordSignOut': z.strictObject({ staffNo: typedNo }),
  'staff.recordSessionEnd': z.strictObject({ staffNo: typedNo, stationId, why: z.enum(sessionEndReasons) }),
  'staff.recordPairing': station,
  'staff.recordUnpairing': station,
  'staff.recordRefusal': z.strictObject({ staffNo: typedNo, code: z.string().max(64) }),
};
