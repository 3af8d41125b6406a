import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import type { SettingsService } from './service.ts';

const { callWith, router } = callsTo<{ settings: SettingsService }>();

/** What was changed in the settings, and what is planned. */
export const settingsRouter = router({
  changes: callWith('site.view')
    .input(z.strictObject({ days: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable() }))
    .query(({ ctx, input }) => ctx.store.settings.changes(input.days)),
  plans: callWith('site.view').query(({ ctx }) => ctx.store.settings.plans()),
});
