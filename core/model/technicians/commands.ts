import { z } from 'zod';
import { reason, shownNo } from '../../kernel/fields.ts';

export const technicianCommands = {
  'technician.comeOnDuty': z.strictObject({ technicianNo: shownNo }),
  'technician.goOffDuty': z.strictObject({ technicianNo: shownNo }),
  'technician.rest': z.strictObject({ technicianNo: shownNo, kind: z.enum(['rest', 'meal']).optional() }),
  'technician.comeBack': z.strictObject({ technicianNo: shownNo }),
  /** Holds the place for a regular who is coming: as long as the policy allows, or shorter. */
  'technician.hold': z.strictObject({ technicianNo: shownNo, minutes: z.int().min(1).max(720).optional(), reason }),
  'technician.endHold': z.strictObject({ technicianNo: shownNo }),
  /** Ends the holds whose time is up; asked by the store's own clock. */
  'technician.endDueHolds': z.strictObject({}),
  'technician.stop': z.strictObject({ technicianNo: shownNo, reason }),
  'technician.letGoOn': z.strictObject({ technicianNo: shownNo, reason }),
  'technician.pauseAfter': z.strictObject({ technicianNo: shownNo, isOn: z.boolean(), reason: reason.optional() }),
};
