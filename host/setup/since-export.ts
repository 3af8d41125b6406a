import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { keepLost } from '../../core/model/cards/lost.ts';
import type { SettingChange } from '../../core/model/site/change-lines.ts';
import { withoutKnownCards } from '../../core/model/site/left-out-cards.ts';
import { type Site, siteSchema } from '../../core/model/site/schema.ts';
import { type Section, type SectionsGiven, sectionNames, sectionsOf, siteOf } from '../../core/model/site/sections.ts';
import type { StoreState } from '../../core/model/state.ts';
import { Identities } from '../../core/rules/site/identify.ts';

/**
 * What a site file would take back: an export carries a mark of each section as it was, so that a file which comes in
 * later is held against what was set meanwhile.
 */

/** A mark of each section as it was exported; opaque, the same content has the same. */
type Marks = NonNullable<Site['asExported']>;

/** A section that the file would make another than it is. */
export interface Overwritten {
  section: Section;
  /** Whether the file has it otherwise than it was exported; null where the file does not tell. */
  isEdited: boolean | null;
  /** Says that it was read, as long as the section in force stays the same. */
  key: string;
  /** Who set the section last, and when (UTC ms). */
  setBy: string;
  setAt: number;
}

/** Keys are good for this run of the program: a plain hash of a section could be guessed by its cards. */
const keyOfRun = randomBytes(32);

/** The marks of a site as a file has it; of one without cards they say nothing of cards. */
export function marksOf(site: Site): Marks {
  return Object.fromEntries(Object.entries(comparable(site)).map(([section, value]) => [section, markOf(value)]));
}

/** A file against the store. */
export interface AgainstStore {
  /** Sections of which it says nothing else than is in force. */
  same: Section[];
  /** Those it would make another, without those that nobody set since it was exported. */
  overwritten: Overwritten[];
}

/** `now`: the store as it would be exported. */
export function againstStore(file: Site, now: Site, state: StoreState): AgainstStore {
  const { asExported: exported } = file;
  const inForce = comparable(now);
  const asFileHas = (site: Site) => comparable(file.withoutCards ? withoutKnownCards(site, now) : site);
  const exportedNow = asFileHas(now);
  const given = asFileHas(file);
  const after = comparable(keepLost(now, withIds(file, state)));
  const same = sectionNames.filter((section) => markOf(inForce[section]) === markOf(after[section]));
  const overwritten = sectionNames.flatMap((section) => {
    if (same.includes(section) || markOf(exportedNow[section]) === exported?.[section]) return [];
    const isEdited = exported ? exported[section] !== markOf(given[section]) : null;
    const stands = createHmac('sha256', keyOfRun).update(markOf(inForce[section])).digest('hex').slice(0, 16);
    const last = state.settings.versions().find((one) => one.section === section);
    const { setBy = 'system', setAt = 0 } = last ?? {};
    return [{ section, isEdited, key: `changed ${section} ${stands}`, setBy, setAt }];
  });
  return { same, overwritten };
}

/** Says that a difference was read, as long as it stays the same. */
export function keyOfDifference(changes: readonly SettingChange[]): string {
  const text = JSON.stringify(changes);
  return `difference ${createHmac('sha256', keyOfRun).update(text).digest('hex').slice(0, 32)}`;
}

/** Whom a file without ids means, as an import takes it. */
function withIds(file: Site, { settings, site }: StoreState): Site {
  return siteOf(new Identities(settings, { newId: randomUUID }, site.site).of(sectionsOf(file, false)));
}

/** Sections as they are compared: in the order of the schema, and without what an import does not set anyway. */
function comparable(site: Site): SectionsGiven {
  const { goods, ...sections } = sectionsOf(siteSchema.parse(site), false);
  // The first count opens an article's stock; what a later file says of it is not taken over.
  const uncounted = goods.goods.map(({ stock, ...one }) => ({ ...one, ...(stock === undefined ? {} : { stock: 0 }) }));
  return { ...sections, goods: { goods: uncounted } };
}

function markOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
