import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { id, shownNo } from '../../kernel/fields.ts';

const call = z.strictObject({ callId: id, roomNo: shownNo });

export const serviceCallEvents = {
  /** `by`: staff or technician number, or `system`. */
  'service.called': says(call.extend({ by: z.string() })),
  'service.answered': says(call),
};
