import { z } from 'zod';
import { mayNameCards } from '../../kernel/card-fields.ts';
import { type EventDefinition, namingCards, nowSays, ofOlder, says, withPlainCards } from '../../kernel/event.ts';
import { businessDay, id, instant, minor, shownNo } from '../../kernel/fields.ts';
import { settingsChanged } from './change.ts';
import { siteSchema } from './schema.ts';
import { keptSections, type Section, sectionNames, setting } from './sections.ts';

/** `settings.roomsSet` and so on. */
export type SectionEvent<S extends Section = Section> = `settings.${S}Set`;

/** `planId`: the plan it was until now; null: it was set at once. */
const told = { ...setting, planId: id.nullable() };

type Told<S extends Section> = z.ZodObject<typeof told & { value: (typeof keptSections)[S] }, z.core.$strict>;

/** A section as it is in force from this event on. Of those with cards, rows of version 1 have their numbers. */
const sectionsSet = Object.fromEntries(
  sectionNames.map((section) => {
    const payload = z.strictObject({ ...told, value: keptSections[section] });
    return [
      `settings.${section}Set`,
      mayNameCards(payload) ? namingCards(nowSays(payload, withPlainCards)) : says(payload),
    ];
  }),
) as { [S in Section as SectionEvent<S>]: EventDefinition<Told<S>> };

const [first, second, ...others] = sectionNames.map((section) =>
  z.strictObject({ section: z.literal(section), value: keptSections[section] }),
);
if (!first || !second) throw new Error('no sections');

/** A row of the journal by its place and its hash. */
const journalPlace = z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const siteEvents = {
  ...sectionsSet,
  /** A section that will be in force from a later trading day on. */
  'settings.planned': namingCards(
    nowSays(
      z.strictObject({
        planId: id,
        source: setting.source,
        fromDate: setting.fromDate,
        /** The version it was made on: on another one it does not come into force by itself. */
        basedOn: z.int().min(0),
        /** What it breaks and was read. */
        despite: z.array(z.string()),
        plan: z.discriminatedUnion('section', [first, second, ...others]),
      }),
      withPlainCards,
    ),
  ),
  /** What the sections of the same act made otherwise, line by line; cards are not told. */
  'settings.changed': ofOlder(
    nowSays(settingsChanged, (said) => ({ ...said, unasked: true })),
    'unasked',
  ),
  /** Whoever is named stands for a plan: with the approval it was made by, or after its maker lost the right. */
  'settings.planConfirmed': says(z.strictObject({ planId: id, by: shownNo, approval: settingsChanged.shape.approval })),
  /** It is not going to be in force. */
  'settings.planWithdrawn': says(z.strictObject({ planId: id, section: z.enum(sectionNames) })),
  /**
   * All settings at once, as stores were set up before there were sections; nothing writes it any more. Whoever and
   * whatever is in it has its number for an id.
   */
  'site.imported': namingCards(nowSays(z.strictObject({ site: siteSchema, demo: z.boolean() }), withPlainCards)),
  /** A site file was given out, with the terminals' keys or everybody's cards in it or not. */
  'site.exported': says(z.strictObject({ withKeys: z.boolean(), withCards: z.boolean() })),
  /**
   * Rows that were there are not any more: a copy was restored (`restored`), or a file that went back is gone on with
   * (`accepted`). `stands`: the row the journal goes on after, `lost`: the last one that had been seen; null where
   * nobody knows. `faults`: the codes of what was found, `by`: how whoever did it showed the right to.
   */
  'store.gapRecorded': says(
    z.strictObject({
      how: z.enum(['accepted', 'restored']),
      faults: z.array(z.string()),
      stands: journalPlace.nullable(),
      lost: journalPlace.nullable(),
      by: z.enum(['pin', 'recovery-code', 'command']),
    }),
  ),
  /** A recovery sheet was made; the one before opens nothing that is kept from here on. `sheetId` stands on it. */
  'store.recoverySheetMade': says(z.strictObject({ sheetId: z.string().min(1).max(64) })),
  /**
   * Somebody set the system's time (UTC ms): the store goes on in its own until `followed`, when it goes by the
   * system's again.
   */
  'store.clockJumped': says(
    z.strictObject({
      fromAt: instant,
      toAt: instant,
      followed: z.boolean(),
      /** Bills that stand on a trading day after the one it is now; no older row says it. */
      misdated: z
        .array(
          z.strictObject({
            no: z.string(),
            visitId: id,
            roomNo: shownNo,
            businessDate: businessDay,
            amountMinor: minor,
            currency: z.string(),
          }),
        )
        .optional(),
      /**
       * Set back: clocks that were begun or ended, and bills that were paid, after the time it is now, by a time of today.
       * Set forward: visits that are still to be paid, with what is owed. No older row says it.
       */
      moved: z
        .strictObject({
          clocks: z.array(z.strictObject({ clockId: id, visitId: id, roomNo: shownNo, technicianNo: shownNo })),
          bills: z.array(
            z.strictObject({
              no: z.string().nullable(),
              visitId: id,
              roomNo: shownNo,
              amountMinor: minor,
              currency: z.string(),
            }),
          ),
        })
        .optional(),
    }),
  ),
};
