import type { DecisionContext } from '../../kernel/context.ts';
import {
  entriesIn,
  type HolderKind,
  type HoldersSlice,
  idOf,
  type Numbered,
  withEntries,
} from '../../model/site/holders.ts';
import type { Site, SiteTechnician } from '../../model/site/schema.ts';
import type { SectionsGiven } from '../../model/site/sections.ts';
import type { SettingsSlice } from '../../model/site/settings.ts';

/**
 * Gives everybody and everything that has none an id that was never used. On a screen whatever has no id is new; in a
 * site file (`before`: the settings in force) it is whoever or whatever has the number now, or had it last, as far as
 * that can be told.
 */
export class Identities {
  readonly #holders: HoldersSlice;
  readonly #newId: () => string;
  readonly #before: Site | null;
  readonly #used = new Set<string>();

  constructor(
    settings: Pick<SettingsSlice, 'plans' | keyof HoldersSlice>,
    ctx: Pick<DecisionContext, 'newId'>,
    before: Site | null = null,
  ) {
    this.#holders = settings;
    this.#newId = ctx.newId;
    this.#before = before;
    for (const { section, value } of settings.plans()) {
      for (const [kind, entries] of entriesIn({ [section]: value })) {
        for (const { id } of entries) this.#used.add(`${kind} ${id}`);
      }
    }
  }

  /** The sections with an id for everybody and everything they speak of. */
  of<Given extends Partial<SectionsGiven>>(given: Given) {
    return withEntries(given, (kind, list) => this.#all(kind, list));
  }

  #all(kind: HolderKind, list: readonly Numbered[]): Numbered[] {
    // Who says who she is comes first: nobody else is taken for her.
    for (const { id } of list) if (id !== undefined) this.#used.add(`${kind} ${id}`);
    // First, where a file has it: the same settings are the same text.
    const told = list.map((one) => one.id ?? (kind === 'person' ? this.#byName(one as Partial<SiteTechnician>) : null));
    for (const id of told) if (id !== null) this.#used.add(`${kind} ${id}`);
    return list.map(({ id: _id, ...one }, index) => ({ id: told[index] ?? this.#idFor(kind, one), ...one }));
  }

  /** In a file without ids: whoever has the same name, and the same card or first day, whatever the number is now. */
  #byName(one: Partial<SiteTechnician>): string | null {
    if (!this.#before) return null;
    const same = [...this.#before.technicians, ...this.#before.staff].filter((before) => {
      const isFirst = 'hiredOn' in before && before.hiredOn === one.hiredOn && before.gender === one.gender;
      return before.name === one.name && ((one.card !== undefined && before.card === one.card) || isFirst);
    });
    const [only] = same;
    return only && same.length === 1 && !this.#used.has(`person ${idOf(only)}`) ? idOf(only) : null;
  }

  #idFor(kind: HolderKind, one: Numbered): string {
    const no = idOf({ ...one, id: undefined });
    const known = this.#before && this.#known(kind, no, one);
    const id = known ?? this.#fresh(kind, no);
    this.#used.add(`${kind} ${id}`);
    return id;
  }

  /** Whoever a site file means by a number. */
  #known(kind: HolderKind, no: string, one: Numbered): string | null {
    const holder = this.#holders.holderByKey(kind, no);
    if (!holder || this.#used.has(`${kind} ${holder.id}`)) return null;
    if (kind !== 'person' || holder.name === one.name) return holder.id;
    // Another name for the same person: put right, or taken by marriage.
    const technician = this.#before?.technicians.find((before) => before.no === no);
    return technician && isSamePerson(technician, one as Partial<SiteTechnician>) ? holder.id : null;
  }

  /** The number itself where it never was anybody's id. */
  #fresh(kind: HolderKind, no: string): string {
    const isFree = this.#holders.holderById(kind, no) === null && !this.#used.has(`${kind} ${no}`);
    return isFree ? no : this.#newId();
  }
}

function isSamePerson(before: SiteTechnician, { hiredOn, gender }: Partial<SiteTechnician>): boolean {
  return before.hiredOn === hiredOn && before.gender === gender;
}
