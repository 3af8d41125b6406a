import { idOf, withEntries } from './holders.ts';
import type { Site } from './schema.ts';
import { type Section, type Sections, sectionNames, sectionsOf } from './sections.ts';

/** What of an event is looked at. */
interface Told {
  type: string;
  payload: unknown;
}

const sectionOfType = new Map<string, Section>(sectionNames.map((section) => [`settings.${section}Set`, section]));

/** Whether an event brings settings into force. */
export function setsSettings({ type }: Pick<Told, 'type'>): boolean {
  return type === 'site.imported' || sectionOfType.has(type);
}

/** The sections an event brings into force; null for every other event. */
export function sectionsIn({ type, payload }: Told): Partial<Sections> | null {
  if (type === 'site.imported') {
    const { site, demo } = payload as { site: Site; demo: boolean };
    // In a journal of before there were ids, everybody's number is hers.
    return withEntries(sectionsOf(site, demo), (_kind, list) => list.map((one) => ({ ...one, id: idOf(one) })));
  }
  const section = sectionOfType.get(type);
  return section ? { [section]: (payload as { value: Sections[Section] }).value } : null;
}

/** Whether every section is there. */
export function isComplete(sections: Partial<Sections>): sections is Sections {
  return sectionNames.every((section) => sections[section] !== undefined);
}
