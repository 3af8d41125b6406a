import { z } from 'zod';
import { commissionMatch, commissionPay } from '../site/commission-rule.ts';

/** A rule as it was when the clock started: what is changed in the settings later does not reach it. */
export const frozenRule = z.strictObject({
  match: commissionMatch,
  pay: commissionPay,
  /** Paid beside the rule that matched best. */
  onTop: z.boolean(),
  /**
   * So many minutes earn a fixed or tier amount once; null where every clock does, however long. Set on extensions
   * (加钟): the unit of the item's extension where the rule names extensions, or else the minutes of the main clock.
   */
  perMinutes: z.int().nullable(),
});
export type FrozenRule = z.output<typeof frozenRule>;
