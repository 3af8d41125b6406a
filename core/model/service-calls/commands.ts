import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { typedNo } from '../../kernel/typed-fields.ts';

export const serviceCallCommands = {
  'service.call': z.strictObject({ roomNo: typedNo }),
  'service.answer': z.strictObject({ callId: uuid }),
};
