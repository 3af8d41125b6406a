import { z } from 'zod';
import { shownNo, uuid } from '../../kernel/fields.ts';

export const serviceCallCommands = {
  'service.call': z.strictObject({ roomNo: shownNo }),
  'service.answer': z.strictObject({ callId: uuid }),
};
