import { z } from 'zod';
import { screenSections } from '../../../core/model/site/screen-sections.ts';
import { givenSections } from '../../../core/model/site/sections.ts';
import { callsTo } from '../../contract/calls.ts';
import type { Proposal, SettingsService } from './service.ts';

const { callWith, router } = callsTo<{ settings: SettingsService }>();

const [first, second, ...others] = screenSections.map((section) =>
  z.strictObject({
    section: z.literal(section),
    value: givenSections[section],
    basedOn: z.int().min(0),
    fromDate: z.iso.date().optional(),
  }),
);
if (!first || !second) throw new Error('no sections');
const proposal = z.discriminatedUnion('section', [first, second, ...others]);

/** The settings as sections, what was changed in them, and what is planned. */
export const settingsRouter = router({
  changes: callWith('site.view')
    .input(z.strictObject({ days: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable() }))
    .query(({ ctx, input }) => ctx.store.settings.changes(input.days)),
  plans: callWith('site.view').query(({ ctx }) => ctx.store.settings.plans()),
  section: callWith('site.view')
    .input(z.strictObject({ section: z.enum(screenSections) }))
    .query(({ ctx, input }) => ctx.store.settings.section(input.section)),
  turnedBack: callWith('site.view')
    .input(z.strictObject({ seq: z.int().min(1), section: z.enum(screenSections) }))
    .query(({ ctx, input }) => ctx.store.settings.turnedBack(input.seq, input.section)),
  preview: callWith('site.view')
    .input(proposal)
    .query(({ ctx, input }) => ctx.store.settings.preview(input as Proposal, ctx.session.staffNo)),
});
