import { z } from 'zod';
import { typedNo, typedReason } from '../../kernel/typed-fields.ts';

export const roomCommands = {
  'room.clean': z.strictObject({ roomNo: typedNo }),
  'room.putOutOfOrder': z.strictObject({ roomNo: typedNo, reason: typedReason }),
  'room.putInOrder': z.strictObject({ roomNo: typedNo }),
};
