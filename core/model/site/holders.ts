import type { Site } from './schema.ts';
import type { Sections, SectionsGiven } from './sections.ts';

/**
 * Who and what a number stands for. A person, a room, a wristband, an item and an article is itself by its id, which
 * is never used again; the number is what people see, and may pass on to another. What has happened names whoever has
 * the number by it; once the number has passed on, whatever is known of the one before is known by `~` and the id, so
 * that the two never meet.
 */

export const holderKinds = ['person', 'room', 'wristband', 'service', 'goods'] as const;
export type HolderKind = (typeof holderKinds)[number];

export type HolderName = string | { readonly 'zh-CN': string; readonly en: string };

/** Whoever or whatever has a number in the settings. Technicians and staff share their numbers. */
export interface Entry {
  id: string;
  no: string;
  /** Null: it is known by its number alone. */
  name: HolderName | null;
}

/** Somebody or something that has, or once had, a number. */
export interface Holder extends Entry {
  kind: HolderKind;
  /** By which everything that has happened names it: the number, or `~` and the id since another one has that. */
  key: string;
  /** Whether it stands in the settings. */
  isPresent: boolean;
}

export interface HoldersSlice {
  /** Of a kind, everybody whose number has passed on to another; by key. */
  passedOn(kind: HolderKind): readonly Holder[];
  /** Null: there never was one. */
  holderById(kind: HolderKind, id: string): Holder | null;
  /** Whoever is known by the key, also after leaving; null: nobody ever was. */
  holderByKey(kind: HolderKind, key: string): Holder | null;
}

/** What is known by one key from now on is known by another. */
export interface Rename {
  kind: HolderKind;
  from: string;
  to: string;
}

/** How somebody is named in what has happened once the number has passed on. */
export function retiredKey(id: string): string {
  return `~${id}`;
}

/** An entry of the settings, as far as it has a number; people, rooms and wristbands a `no`, what is sold a `code`. */
export interface Numbered {
  id?: string | undefined;
  no?: string;
  code?: string;
  name?: HolderName;
}

/** Before there were ids, the number was it. */
export function idOf({ id, no, code }: Numbered): string {
  return id ?? no ?? code ?? '';
}

function entryOf(one: Numbered): Entry {
  return { id: idOf(one), no: one.no ?? one.code ?? '', name: one.name ?? null };
}

/** Who and what some sections are about, by kind; a kind they do not speak of is missing. */
export function entriesIn(sections: Partial<Sections>): Map<HolderKind, Entry[]> {
  const found = new Map<HolderKind, Entry[]>();
  withEntries(sections, (kind, list) => {
    found.set(kind, list.map(entryOf));
    return list;
  });
  return found;
}

/**
 * Some sections with other entries, as many as there were of each kind: the one place that knows where each kind
 * stands. Technicians and staff are one list.
 */
export function withEntries<Given extends Partial<SectionsGiven>>(
  sections: Given,
  change: (kind: HolderKind, list: readonly Numbered[]) => readonly Numbered[],
): { [S in keyof Given]: S extends keyof Sections ? Sections[S] : never } {
  const { people, rooms, cards, items, goods } = sections;
  const changed = people && change('person', [...people.technicians, ...people.staff]);
  return {
    ...sections,
    ...(people && {
      people: {
        ...people,
        technicians: changed?.slice(0, people.technicians.length),
        staff: changed?.slice(people.technicians.length),
      },
    }),
    ...(rooms && { rooms: { rooms: change('room', rooms.rooms) } }),
    ...(cards && { cards: { ...cards, wristbands: change('wristband', cards.wristbands) } }),
    ...(items && { items: { services: change('service', items.services) } }),
    ...(goods && { goods: { goods: change('goods', goods.goods) } }),
  } as never;
}

/**
 * What has to be known by another key when these are the ones of their kind in the settings: first whoever loses a
 * number to another, then whoever gets one, so that two may change numbers. To be done in this order.
 */
export function renamesFor(holders: HoldersSlice, kind: HolderKind, entries: readonly Entry[]): Rename[] {
  const losing = new Map<string, Holder>();
  for (const { id, no } of entries) {
    const holder = holders.holderByKey(kind, no);
    if (holder && holder.id !== id) losing.set(holder.id, holder);
  }
  const retired = [...losing.values()].map(({ id, key }): Rename => ({ kind, from: key, to: retiredKey(id) }));
  const numbered = entries.flatMap(({ id, no }): Rename[] => {
    const holder = holders.holderById(kind, id);
    if (!holder || holder.key === no) return [];
    return [{ kind, from: losing.has(id) ? retiredKey(id) : holder.key, to: no }];
  });
  return [...retired, ...numbered];
}

/** The same value with another key wherever a field of this name, or a list of it, has it; no name: the list itself. */
export function renamedIn<Value>(value: Value, field: string, { from, to }: Pick<Rename, 'from' | 'to'>): Value {
  const renamed = (one: unknown): unknown => (one === from ? to : one);
  if (field === '') return (Array.isArray(value) ? value.map(renamed) : value) as Value;
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([name, inner]) => [
        name,
        name === field ? (Array.isArray(inner) ? inner.map(renamed) : renamed(inner)) : walk(inner),
      ]),
    );
  };
  return walk(value) as Value;
}

/** The cards that are lost name whoever lost them: by the new key. */
export function withRenamedLost(site: Site, renames: readonly Rename[]): Site {
  const people = renames.filter(({ kind }) => kind === 'person');
  if (!site.lostCards || people.length === 0) return site;
  const lostCards = site.lostCards.map((lost) => ({
    ...lost,
    no: people.reduce((no, { from, to }) => (no === from ? to : no), lost.no),
  }));
  return { ...site, lostCards };
}

/** Holders as settings make them, one after the other. */
export class Holders implements HoldersSlice {
  readonly #byId = new Map<string, Holder>();
  readonly #byKey = new Map<string, Holder>();

  holderById(kind: HolderKind, id: string): Holder | null {
    return this.#byId.get(`${kind} ${id}`) ?? null;
  }

  holderByKey(kind: HolderKind, key: string): Holder | null {
    return this.#byKey.get(`${kind} ${key}`) ?? null;
  }

  /** Everybody there is and was. */
  get all(): Holder[] {
    return [...this.#byId.values()];
  }

  /** As they were when they were told as `all`. */
  static of(all: readonly Holder[]): Holders {
    const holders = new Holders();
    for (const one of all) holders.#put(one);
    return holders;
  }

  passedOn(kind: HolderKind): Holder[] {
    const all = [...this.#byKey.values()].filter((one) => one.kind === kind && one.key.startsWith('~'));
    return all.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Takes settings over; gives what has to be known by another key. */
  take(sections: Partial<Sections>): Rename[] {
    return [...entriesIn(sections)].flatMap(([kind, entries]) => {
      const renames = renamesFor(this, kind, entries);
      for (const { from, to } of renames) {
        const holder = this.#byKey.get(`${kind} ${from}`);
        this.#byKey.delete(`${kind} ${from}`);
        if (holder) this.#put({ ...holder, key: to });
      }
      const present = new Set(entries.map(({ id }) => id));
      for (const holder of [...this.#byId.values()]) {
        if (holder.kind === kind && !present.has(holder.id)) this.#put({ ...holder, isPresent: false });
      }
      for (const entry of entries) this.#put({ ...entry, kind, key: entry.no, isPresent: true });
      return renames;
    });
  }

  #put(holder: Holder): void {
    this.#byId.set(`${holder.kind} ${holder.id}`, holder);
    this.#byKey.set(`${holder.kind} ${holder.key}`, holder);
  }
}
