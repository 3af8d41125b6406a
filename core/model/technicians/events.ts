import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { instant, shownNo } from '../../kernel/fields.ts';

const technician = z.strictObject({ technicianNo: shownNo });
const withReason = technician.extend({ reason: z.string() });

export const technicianEvents = {
  'technician.cameOnDuty': says(
    technician.extend({
      firstDay: z.boolean(),
      /** Was on duty before on this trading day, and has lost the place of then; no older row says it. */
      again: z.literal(true).optional(),
    }),
  ),
  'technician.wentOffDuty': says(technician),
  'technician.tookRest': says(technician.extend({ until: instant, kind: z.enum(['rest', 'meal']).optional() })),
  'technician.cameBack': says(
    technician.extend({
      late: z.boolean(),
      /** Said late by somebody else; no older row says it. */
      byOther: z.literal(true).optional(),
    }),
  ),
  'technician.held': says(technician.extend({ until: instant, reason: z.string() })),
  'technician.holdEnded': says(technician.extend({ why: z.enum(['time', 'called', 'by-hand', 'off-duty']) })),
  'technician.stopped': says(withReason),
  'technician.stopEnded': says(withReason),
  /** After the present clock; `paused` follows with its end. */
  'technician.pauseAsked': says(technician.extend({ reason: z.string().nullable() })),
  'technician.paused': says(technician),
  'technician.pauseEnded': says(technician),
};
