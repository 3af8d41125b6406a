import { z } from 'zod';
import { businessDay } from '../../kernel/fields.ts';
import { holderId } from '../../kernel/site-fields.ts';
import { commissionRule } from './commission-rule.ts';
import { bus, printer, reader } from './device-schema.ts';
import {
  attendance,
  cardSale,
  foreignCurrency,
  goods,
  group,
  lostCard,
  room,
  rotation,
  type Site,
  service,
  staff,
  store,
  technician,
  tender,
  voice,
  wristband,
} from './schema.ts';

/**
 * The settings in sections: each is set by a command and told by an event of its own. The site file is the bundle of
 * all of them.
 */

/** PINs and terminal keys have their own places: no section knows of them. */
const staffWithoutPin = staff.omit({ pin: true });
const lineWithoutKeys = bus.extend({
  terminals: z.array(bus.shape.terminals.element.omit({ scbk: true })).max(126),
});

/** As somebody gives them: who or what is new has no id yet. */
const given = {
  store: z.strictObject({ store: store.omit({ clockTypes: true }), headOffice: z.null(), demo: z.boolean() }),
  rooms: z.strictObject({ rooms: z.array(room).min(1) }),
  people: z.strictObject({
    groups: z.array(group).min(1),
    technicians: z.array(technician),
    staff: z.array(staffWithoutPin).min(1),
  }),
  cards: z.strictObject({ wristbands: z.array(wristband), lostCards: z.array(lostCard).max(10_000).optional() }),
  items: z.strictObject({ services: z.array(service).min(1) }),
  goods: z.strictObject({ goods: z.array(goods) }),
  tenders: z.strictObject({
    currencies: z.array(foreignCurrency),
    tenders: z.array(tender).min(1),
    cardSales: z.array(cardSale),
  }),
  rotation: z.strictObject({ rotation: z.array(rotation), clockTypes: store.shape.clockTypes }),
  commission: z.strictObject({ commission: z.array(commissionRule) }),
  attendance: z.strictObject({ attendance: attendance.optional() }),
  terminals: z.strictObject({ buses: z.array(lineWithoutKeys) }),
  readers: z.strictObject({ readers: z.array(reader) }),
  printers: z.strictObject({ printers: z.array(printer) }),
  voice: z.strictObject({ voice }),
};

const withId = { id: holderId };

/** As they are kept: everybody and everything has its id. */
const kept = {
  ...given,
  rooms: z.strictObject({ rooms: z.array(room.extend(withId)).min(1) }),
  people: z.strictObject({
    groups: z.array(group).min(1),
    technicians: z.array(technician.extend(withId)),
    staff: z.array(staffWithoutPin.extend(withId)).min(1),
  }),
  cards: given.cards.extend({ wristbands: z.array(wristband.extend(withId)) }),
  items: z.strictObject({ services: z.array(service.extend(withId)).min(1) }),
  goods: z.strictObject({ goods: z.array(goods.extend(withId)) }),
};

export const givenSections = given;
export const keptSections = kept;

export type Section = keyof typeof kept;
export type SectionGiven<S extends Section> = z.output<(typeof given)[S]>;
export type SectionKept<S extends Section> = z.output<(typeof kept)[S]>;
export type Sections = { readonly [S in Section]: SectionKept<S> };
export const sectionNames = Object.keys(kept) as [Section, ...Section[]];

/** Who set it: the store itself, or head office. */
export const settingsSource = z.enum(['store', 'head-office']);
export type SettingsSource = z.output<typeof settingsSource>;

/** What is told beside the value of a section. */
export const setting = {
  /** Counts up with every change of the section; the first is 1. */
  version: z.int().min(1),
  source: settingsSource,
  /** The first trading day of it. */
  fromDate: businessDay,
};

export type SectionsGiven = { readonly [S in Section]: SectionGiven<S> };

/** A site taken apart; nobody's id is made up. Secrets stay out, fields stay in their order. */
export function sectionsOf(site: Site, demo: boolean): SectionsGiven {
  const { clockTypes, ...plainStore } = site.store;
  const { groups, technicians, staff: everybody, wristbands, lostCards, services, goods: articles } = site;
  const { currencies, tenders, cardSales, buses, readers, printers } = site;
  return {
    store: { store: plainStore, headOffice: site.headOffice, demo },
    rooms: { rooms: site.rooms },
    people: { groups, technicians, staff: everybody.map(({ pin: _pin, ...person }) => person) },
    cards: { wristbands, ...(lostCards ? { lostCards } : {}) },
    items: { services },
    goods: { goods: articles },
    tenders: { currencies, tenders, cardSales },
    rotation: { rotation: site.rotation, ...(clockTypes ? { clockTypes } : {}) },
    commission: { commission: site.commission },
    attendance: site.attendance ? { attendance: site.attendance } : {},
    terminals: {
      buses: buses.map((line) => ({ ...line, terminals: line.terminals.map(({ scbk: _scbk, ...one }) => one) })),
    },
    readers: { readers },
    printers: { printers },
    voice: { voice: site.voice },
  };
}

/** A site without PINs and terminal keys, its order of fields unchanged. */
export function withoutSecrets(site: Site): Site {
  return siteOf(sectionsOf(site, false));
}

/** All sections as one site again. */
export function siteOf(sections: SectionsGiven): Site {
  const { store: settings, rotation: turns, cards, attendance: times } = sections;
  return {
    format: 'clockroom-site/1',
    store: { ...settings.store, ...(turns.clockTypes ? { clockTypes: turns.clockTypes } : {}) },
    currencies: sections.tenders.currencies,
    ...sections.rooms,
    wristbands: cards.wristbands,
    ...sections.people,
    ...(cards.lostCards?.length ? { lostCards: cards.lostCards } : {}),
    ...sections.items,
    ...sections.goods,
    tenders: sections.tenders.tenders,
    rotation: turns.rotation,
    ...sections.commission,
    ...(times.attendance ? { attendance: times.attendance } : {}),
    cardSales: sections.tenders.cardSales,
    ...sections.terminals,
    ...sections.readers,
    ...sections.printers,
    ...sections.voice,
    headOffice: settings.headOffice,
  };
}
