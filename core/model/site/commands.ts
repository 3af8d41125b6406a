import { z } from 'zod';
import { siteEvents } from './events.ts';
import { siteSchema } from './schema.ts';
import { givenSections, type Section, sectionNames } from './sections.ts';

/** `settings.setRooms` and so on. */
export type SectionCommand<S extends Section = Section> = `settings.set${Capitalize<S>}`;

const asked = {
  /** The version that was looked at: another one in between is not overwritten unseen. */
  basedOn: z.int().min(0),
  /** From which trading day on; missing: at once. */
  fromDate: z.iso.date().optional(),
  /** What `settings.preview` said that it breaks was read, and it is wanted all the same. */
  despite: z.array(z.string().max(200)).max(1_000).optional(),
  /** A manager's approval of what whoever asks may not change, or that it was confirmed. */
  authorisationId: z.uuid().optional(),
};

/** The key of the difference that was shown: another one is not made unseen. */
const read = z.string().max(200).optional();

type Asked<S extends Section> = z.ZodObject<
  typeof asked & { read: typeof read; value: (typeof givenSections)[S] },
  z.core.$strict
>;

/** The name of the command that sets a section. */
export function commandOfSection<S extends Section>(section: S): SectionCommand<S> {
  return `settings.set${section[0]?.toUpperCase()}${section.slice(1)}` as SectionCommand<S>;
}

const setSections = Object.fromEntries(
  sectionNames.map((section) => [
    commandOfSection(section),
    z.strictObject({ ...asked, read, value: givenSections[section] }),
  ]),
) as { [S in Section as SectionCommand<S>]: Asked<S> };

export const siteCommands = {
  ...setSections,
  'settings.withdrawPlan': z.strictObject({ planId: z.uuid() }),
  /** Stands for a plan whose maker has no right to it any more. */
  'settings.confirmPlan': z.strictObject({ planId: z.uuid(), authorisationId: asked.authorisationId }),
  /** The store's own, where nobody else asks for anything: what has come due comes into force. */
  'settings.takeEffect': z.strictObject({}),
  /** All sections from one file. */
  'site.import': z.strictObject({
    site: siteSchema,
    demo: z.boolean(),
    despite: asked.despite,
    /** Sections that stay as they are in force, whatever the file says. */
    keep: z.array(z.enum(sectionNames)).optional(),
    authorisationId: asked.authorisationId,
    /** Terminals that get another key with it, as `bus/address`; which key is told nowhere. */
    newKeys: z.array(z.string().max(64)).max(10_000).optional(),
  }),
  /** The store's own: a site file was given out. */
  'site.recordExport': z.strictObject({ withKeys: z.boolean(), withCards: z.boolean() }),
  /** The store's own: on whose word it goes on without rows that were there. */
  'store.recordGap': siteEvents['store.gapRecorded'].payload,
  /** The store's own, on a manager's word: it leaves for another computer, does not after all, goes on here. */
  'store.recordMove': siteEvents['store.moved'].payload,
  'store.recordMoveTakenBack': siteEvents['store.moveTakenBack'].payload,
  'store.recordArrival': siteEvents['store.arrived'].payload,
  'store.recordRecoverySheet': siteEvents['store.recoverySheetMade'].payload,
  /** The store's own: what its clock noticed. */
  'store.recordClockJump': z.strictObject({ fromAt: z.int(), toAt: z.int(), followed: z.boolean() }),
};
