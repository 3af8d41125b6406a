import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { instant } from '../../kernel/fields.ts';
import { siteSchema } from './schema.ts';

export const siteEvents = {
  'site.imported': says(z.strictObject({ site: siteSchema, demo: z.boolean() })),
  /**
   * Somebody set the system's time (UTC ms): the store goes on in its own until `followed`, when it goes by the
   * system's again.
   */
  'store.clockJumped': says(z.strictObject({ fromAt: instant, toAt: instant, followed: z.boolean() })),
};
