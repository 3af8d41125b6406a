import { entriesIn, type HolderKind, type HoldersSlice, renamesFor } from '../../model/site/holders.ts';
import type { Section, Sections } from '../../model/site/sections.ts';

/** What a number becomes: another number, or nobody's who is in the settings. */
type Numbers = ReadonlyMap<string, string | null>;

/**
 * Where one section gives numbers to others, the rest of the settings goes along: what named somebody by the old number
 * names her by the new one, and what was for somebody whose number has passed on is for nobody. `all`: the settings with
 * the new sections over them; `set`: the sections somebody gave, who knew of the numbers. Gives the others that change.
 */
export function followNumbers(holders: HoldersSlice, all: Sections, set: readonly Section[]): Partial<Sections> {
  const given = Object.fromEntries(set.map((section) => [section, all[section]])) as Partial<Sections>;
  const numbers = new Map<HolderKind, Numbers>();
  for (const [kind, entries] of entriesIn(given)) {
    const become = new Map<string, string | null>();
    for (const { from, to } of renamesFor(holders, kind, entries)) {
      const before = [...become].find(([, now]) => now === from)?.[0] ?? from;
      become.set(before, to);
    }
    for (const [from, to] of become) if (to?.startsWith('~')) become.set(from, null);
    numbers.set(kind, become);
  }
  if ([...numbers.values()].every(({ size }) => size === 0)) return {};
  const adapted = adapt(all, numbers);
  return Object.fromEntries(
    Object.entries(adapted).filter(
      ([section, value]) =>
        !set.includes(section as Section) && JSON.stringify(value) !== JSON.stringify(all[section as Section]),
    ),
  );
}

function adapt({ commission, rotation, terminals }: Sections, numbers: ReadonlyMap<HolderKind, Numbers>) {
  /** Undefined: as it was; null: for nobody. */
  const now = (kind: HolderKind, no: string | undefined) => (no === undefined ? no : numbers.get(kind)?.get(no));
  const renamed = <One>(one: One, fields: Partial<Record<keyof One, HolderKind>>): One | null => {
    const next = { ...one };
    for (const [field, kind] of Object.entries(fields) as [keyof One, HolderKind][]) {
      const to = now(kind, one[field] as string | undefined);
      if (to === null) return null;
      if (to !== undefined) next[field] = to as One[keyof One];
    }
    return next;
  };
  const items = (codes: readonly string[] | undefined) =>
    codes?.flatMap((code) => {
      const to = now('service', code);
      return to === null ? [] : [to ?? code];
    });
  const withItems = <One extends { noTurnItems?: string[] | undefined }>(one: One): One =>
    one.noTurnItems ? { ...one, noTurnItems: items(one.noTurnItems) } : one;
  return {
    commission: {
      commission: commission.commission.flatMap((rule) => {
        const match = renamed(rule.match, { technician: 'person', service: 'service' });
        return match ? [{ ...rule, match }] : [];
      }),
    },
    rotation: {
      ...rotation,
      rotation: rotation.rotation.map((entry) => {
        const own = withItems(entry);
        return own.versions ? { ...own, versions: own.versions.map(withItems) } : own;
      }),
    },
    terminals: {
      buses: terminals.buses.map((line) => ({
        ...line,
        terminals: line.terminals.flatMap((one) => renamed(one, { room: 'room' }) ?? []),
      })),
    },
  };
}
