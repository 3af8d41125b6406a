import { entriesIn, type HolderKind, type HoldersSlice, type Rename, renamesFor } from '../../model/site/holders.ts';
import type { Section, Sections } from '../../model/site/sections.ts';

/** What a number becomes: another number, or nobody's who is in the settings. */
type Numbers = ReadonlyMap<string, string | null>;

/**
 * Where sections give numbers to others, the rest of the settings goes along: what named somebody by the old number
 * names her by the new one, and what was for somebody whose number has passed on is for nobody. So do entries of the
 * given sections that stand as they stood before; what was changed knew of the numbers. `all`: the settings with the
 * given sections (`set`) over those in force (`before`). Gives them adapted, and which sections besides the given ones
 * change with them.
 */
export function followNumbers(
  holders: HoldersSlice,
  { before, all, set }: { before: Sections; all: Sections; set: readonly Section[] },
): { renames: Rename[]; adapted: Sections; following: Partial<Sections> } {
  const given = Object.fromEntries(set.map((section) => [section, all[section]])) as Partial<Sections>;
  const numbers = new Map<HolderKind, Numbers>();
  const renames: Rename[] = [];
  for (const [kind, entries] of entriesIn(given)) {
    const become = new Map<string, string | null>();
    for (const rename of renamesFor(holders, kind, entries)) {
      const first = [...become].find(([, now]) => now === rename.from)?.[0] ?? rename.from;
      become.set(first, rename.to);
      renames.push(rename);
    }
    for (const [from, to] of become) if (to?.startsWith('~')) become.set(from, null);
    numbers.set(kind, become);
  }
  if (renames.length === 0) return { renames, adapted: all, following: {} };
  const adapted = { ...all, ...adapt(before, all, numbers) };
  const following = Object.entries(adapted).filter(
    ([section, value]) =>
      !set.includes(section as Section) && JSON.stringify(value) !== JSON.stringify(all[section as Section]),
  );
  return { renames, adapted, following: Object.fromEntries(following) };
}

function adapt(
  before: Sections,
  { commission, rotation, terminals }: Sections,
  numbers: ReadonlyMap<HolderKind, Numbers>,
) {
  const stood = new Set(
    [
      ...before.commission.commission,
      ...before.rotation.rotation,
      ...before.terminals.buses.flatMap((line) => line.terminals),
    ].map((one) => JSON.stringify(one)),
  );
  /** Whether it is as it was before: then it has not been asked about its numbers. */
  const isOld = (one: unknown) => stood.has(JSON.stringify(one));
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
        if (!isOld(rule)) return [rule];
        const match = renamed(rule.match, { technician: 'person', service: 'service' });
        return match ? [{ ...rule, match }] : [];
      }),
    },
    rotation: {
      ...rotation,
      rotation: rotation.rotation.map((entry) => {
        if (!isOld(entry)) return entry;
        const own = withItems(entry);
        return own.versions ? { ...own, versions: own.versions.map(withItems) } : own;
      }),
    },
    terminals: {
      buses: terminals.buses.map((line) => ({
        ...line,
        terminals: line.terminals.flatMap((one) => (isOld(one) ? (renamed(one, { room: 'room' }) ?? []) : one)),
      })),
    },
  };
}
