import { z } from 'zod';
import { typedNo, typedReason } from '../../kernel/typed-fields.ts';

export const technicianCommands = {
  'technician.comeOnDuty': z.strictObject({ technicianNo: typedNo }),
  'technician.goOffDuty': z.strictObject({ technicianNo: typedNo }),
  'technician.rest': z.strictObject({ technicianNo: typedNo, kind: z.enum(['rest', 'meal']).optional() }),
  'technician.comeBack': z.strictObject({ technicianNo: typedNo }),
  /** Holds the place for a regular who is coming: as long as the policy allows, or shorter. */
  'technician.hold': z.strictObject({
    technicianNo: typedNo,
    minutes: z.int().min(1).max(720).optional(),
    reason: typedReason,
  }),
  'technician.endHold': z.strictObject({ technicianNo: typedNo }),
  /** Ends the holds whose time is up; asked by the store's own clock. */
  'technician.endDueHolds': z.strictObject({}),
  'technician.stop': z.strictObject({ technicianNo: typedNo, reason: typedReason }),
  'technician.letGoOn': z.strictObject({ technicianNo: typedNo, reason: typedReason }),
  'technician.pauseAfter': z.strictObject({ technicianNo: typedNo, isOn: z.boolean(), reason: typedReason.optional() }),
};
