import { idOf } from './holders.ts';
import type { Site } from './schema.ts';
import { type Section, type Sections, sectionNames, sectionsOf, type siteOf } from './sections.ts';

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
    return numbersAsIds(sectionsOf(site, demo));
  }
  const section = sectionOfType.get(type);
  return section ? { [section]: (payload as { value: Sections[Section] }).value } : null;
}

/** Whether every section is there. */
export function isComplete(sections: Partial<Sections>): sections is Sections {
  return sectionNames.every((section) => sections[section] !== undefined);
}

type Given = Parameters<typeof siteOf>[0];

/** In a journal of before there were ids, everybody's number is hers. */
export function numbersAsIds(given: Given): Sections {
  const withId = <One extends { id?: string | undefined; no?: string; code?: string }>(one: One) => ({
    ...one,
    id: idOf(one),
  });
  const { rooms, people, cards, items, goods } = given;
  return {
    ...given,
    rooms: { rooms: rooms.rooms.map(withId) },
    people: { ...people, technicians: people.technicians.map(withId), staff: people.staff.map(withId) },
    cards: { ...cards, wristbands: cards.wristbands.map(withId) },
    items: { services: items.services.map(withId) },
    goods: { goods: goods.goods.map(withId) },
  };
}
