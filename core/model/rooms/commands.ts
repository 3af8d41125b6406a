import { z } from 'zod';
import { reason, shownNo } from '../../kernel/fields.ts';

export const roomCommands = {
  'room.clean': z.strictObject({ roomNo: shownNo }),
  'room.putOutOfOrder': z.strictObject({ roomNo: shownNo, reason }),
  'room.putInOrder': z.strictObject({ roomNo: shownNo }),
};
