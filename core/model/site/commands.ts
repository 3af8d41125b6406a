import { z } from 'zod';
import { siteSchema } from './schema.ts';

export const siteCommands = {
  'site.import': z.strictObject({ site: siteSchema, demo: z.boolean() }),
  /** The store's own: what its clock noticed. */
  'store.recordClockJump': z.strictObject({ fromAt: z.int(), toAt: z.int(), followed: z.boolean() }),
};
