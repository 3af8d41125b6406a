import { z } from 'zod';
import { shownNo } from '../../kernel/fields.ts';
import { changedKinds, hows, settingRights, waysOfChange } from './change-lines.ts';
import { sectionNames } from './sections.ts';

/** A change of the settings as the journal has it: what each field says stands in `change-lines.ts`. */

const scalar = z.union([z.string(), z.number(), z.boolean()]).nullable();

const settingChange = z.strictObject({
  section: z.enum(sectionNames),
  kind: z.enum(changedKinds),
  no: z.string(),
  name: z.union([z.string(), z.strictObject({ 'zh-CN': z.string(), en: z.string() })]).nullable(),
  how: z.enum(hows),
  field: z.string().nullable(),
  before: scalar,
  after: scalar,
  right: z.enum(settingRights),
});

export const settingsChanged = z.strictObject({
  way: z.enum(waysOfChange),
  /** Who planned it, and when, where it was a plan until now. */
  planned: z.strictObject({ by: shownNo, at: z.int() }).nullable(),
  /** Of an older version: nobody who had the right was asked to confirm. */
  unasked: z.literal(true).optional(),
  /** The approval that some lines rest on: a manager's, or that whoever had the right confirmed them. */
  approval: z
    .strictObject({ authorisationId: z.string(), act: z.string(), subjectId: z.string(), allowedBy: shownNo })
    .nullable(),
  changes: z.array(settingChange),
});
