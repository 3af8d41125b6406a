import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { SectionView } from '../../../host/parts/settings/views.ts';
import type { Entry } from './field.ts';
import type { SectionValue, Sheet, SheetId } from './sheet.ts';
import { sheets, sheetsOf } from './sheets.ts';

/** A section as it is being edited, over the version it was begun on; pure. */

export interface Row {
  /** Stays the same while it is edited; of what is in force its id or its code. */
  key: string;
  entry: Entry;
}

export interface Draft {
  section: ScreenSection;
  base: SectionView;
  rows: Readonly<Partial<Record<SheetId, readonly Row[]>>>;
  /** What is new is counted, for its key. */
  added: number;
  /** What the section is set to where its lists do not say; missing: as it is in force. */
  whole?: SectionValue;
}

/** What is being edited, of each section that is. */
export type Drafts = Partial<Record<ScreenSection, Draft>>;

function keyOf({ id, code, no }: Entry): string {
  return `= ${String(id ?? code ?? no)}`;
}

function rowsIn(sheet: Sheet, value: SectionValue): Row[] {
  return sheet.entriesIn(value).map((entry) => ({ key: keyOf(entry), entry }));
}

export function draftOf(base: SectionView): Draft {
  const rows = Object.fromEntries(sheetsOf(base.section).map((sheet) => [sheet.id, rowsIn(sheet, base.value)]));
  return { section: base.section, base, rows, added: 0 };
}

/** A section as it would be set to something else altogether. */
export function draftTo(base: SectionView, value: SectionValue): Draft {
  return { ...draftOf({ ...base, value: value as SectionView['value'] }), base, whole: value };
}

/** What the section would be set to. */
export function setTo({ section, base, rows, whole }: Draft): SectionValue {
  return sheetsOf(section).reduce<SectionValue>(
    (value, sheet) =>
      sheet.withEntries(
        value,
        (rows[sheet.id] ?? []).map(({ entry }) => entry),
      ),
    whole ?? base.value,
  );
}

/** How many entries are not as they are in force. */
export function editsIn({ section, base, rows }: Draft): number {
  return sheetsOf(section).reduce((count, sheet) => {
    const before = new Map(rowsIn(sheet, base.value).map(({ key, entry }) => [key, JSON.stringify(entry)]));
    const now = rows[sheet.id] ?? [];
    const changed = now.filter(({ key, entry }) => before.get(key) !== JSON.stringify(entry)).length;
    const keys = new Set(now.map(({ key }) => key));
    return count + changed + [...before.keys()].filter((key) => !keys.has(key)).length;
  }, 0);
}

export function withAdded(draft: Draft, sheet: SheetId, entries: readonly Entry[]): Draft {
  const rows = entries.map((entry, index) => ({ key: `+ ${draft.added + index}`, entry }));
  return {
    ...draft,
    rows: { ...draft.rows, [sheet]: [...(draft.rows[sheet] ?? []), ...rows] },
    added: draft.added + entries.length,
  };
}

export function withChanged(draft: Draft, sheet: SheetId, key: string, entry: Entry): Draft {
  const before = (draft.rows[sheet] ?? []).find((row) => row.key === key)?.entry;
  const rows = (draft.rows[sheet] ?? []).map((row) => (row.key === key ? { key, entry } : row));
  return followed({ ...draft, rows: { ...draft.rows, [sheet]: rows } }, sheet, before, entry);
}

export function withRemoved(draft: Draft, sheet: SheetId, key: string): Draft {
  const before = (draft.rows[sheet] ?? []).find((row) => row.key === key)?.entry;
  const rows = (draft.rows[sheet] ?? []).filter((row) => row.key !== key);
  return followed({ ...draft, rows: { ...draft.rows, [sheet]: rows } }, sheet, before, null);
}

/** What names the entry goes along with it. */
function followed(draft: Draft, sheet: SheetId, before: Entry | undefined, after: Entry | null): Draft {
  const { follow } = sheets[sheet];
  if (!follow || !before || before.id === after?.id) return draft;
  const rows = (draft.rows[follow.sheet] ?? []).flatMap(({ key, entry }) => {
    const now = follow.entry(entry, before, after);
    return now ? [{ key, entry: now }] : [];
  });
  return { ...draft, rows: { ...draft.rows, [follow.sheet]: rows } };
}

/**
 * The same edits over a section that somebody else set meanwhile: theirs stay, and where both changed one field, it is
 * as it was typed here.
 */
export function rebased(draft: Draft, base: SectionView): Draft {
  const rows = Object.fromEntries(
    sheetsOf(draft.section).map((sheet) => [
      sheet.id,
      mergedRows(rowsIn(sheet, draft.base.value), draft.rows[sheet.id] ?? [], rowsIn(sheet, base.value)),
    ]),
  );
  return { ...draft, base, rows };
}

function mergedRows(before: readonly Row[], mine: readonly Row[], theirs: readonly Row[]): Row[] {
  const was = new Map(before.map(({ key, entry }) => [key, entry]));
  const own = new Map(mine.map(({ key, entry }) => [key, entry]));
  const there = new Set(theirs.map(({ key }) => key));
  const kept = theirs.flatMap(({ key, entry }): Row[] => {
    const ancestor = was.get(key);
    const edited = own.get(key);
    if (!ancestor) return [{ key, entry }];
    return edited ? [{ key, entry: mergedEntry(ancestor, edited, entry) }] : [];
  });
  // Of what they took out, what was edited here is there again, and is told as added.
  const mineOnly = mine.filter(({ key, entry }) => {
    if (there.has(key)) return false;
    const ancestor = was.get(key);
    return !ancestor || JSON.stringify(ancestor) !== JSON.stringify(entry);
  });
  return [...kept, ...mineOnly];
}

function mergedEntry(before: Entry, mine: Entry, theirs: Entry): Entry {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const merged: Record<string, unknown> = { ...theirs };
  for (const name of new Set([...Object.keys(before), ...Object.keys(mine)])) {
    if (isSame(before[name], mine[name])) continue;
    if (mine[name] === undefined) delete merged[name];
    else merged[name] = mine[name];
  }
  return merged;
}
