import { z } from 'zod';
import { presetNames } from '../../core/model/site/presets.ts';
import { sectionNames } from '../../core/model/site/sections.ts';
import type { NewStoreAnswers } from '../../core/rules/site/new-site.ts';
import { callsTo, requirePermission } from '../contract/calls.ts';
import type { SetupService } from './service.ts';

const { callWith, router, stationCall } = callsTo<{ setup: SetupService }>();

const siteText = z.string().max(4_000_000);

const language = z.enum(['zh-CN', 'en']);

/** As typed: what is wrong with an answer is told by its field. */
const typed = z.string().max(4_000);
const answers: z.ZodType<NewStoreAnswers> = z.strictObject({
  kind: z.enum(presetNames),
  language,
  ...{ name: typed, currency: typed, timeZone: typed, businessDayStartsAt: typed },
  ...{ rooms: typed, roomKind: typed, beds: typed },
  ...{ managerName: typed, managerNo: typed, technicians: typed, printer: typed },
});

/** Site files in and out. */
export const setupRouter = router({
  demo: stationCall
    .input(z.strictObject({ language }))
    .mutation(({ ctx, input }) => ctx.store.setup.demo(input.language)),
  fromFile: stationCall
    .input(z.strictObject({ json: siteText }))
    .mutation(({ ctx, input }) => ctx.store.setup.fromFile(input.json)),
  fromAnswers: stationCall.input(answers).mutation(({ ctx, input }) => ctx.store.setup.fromAnswers(input)),
  missing: callWith('settings.edit').query(({ ctx }) => ctx.store.setup.missing()),
  importSite: callWith('site.import')
    .input(
      z.strictObject({
        json: siteText,
        despite: z.array(z.string().max(200)).max(1_000).optional(),
        keep: z.array(z.enum(sectionNames)).optional(),
        authorisationId: z.uuid().optional(),
      }),
    )
    .mutation(({ ctx, input: { json, ...read } }) => ctx.store.setup.importSite(ctx.connection, json, read)),
  exportSite: callWith('site.view')
    .input(z.strictObject({ withKeys: z.boolean(), withCards: z.boolean() }))
    .mutation(({ ctx, input }) => {
      if (input.withKeys) requirePermission(ctx.session.role, 'site.export-keys');
      if (input.withCards) requirePermission(ctx.session.role, 'site.export-cards');
      return ctx.store.setup.exportSite(ctx.connection, input);
    }),
});
