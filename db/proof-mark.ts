import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SqlValue } from './engine/connection.ts';
import type { JournalHead } from './engine/journal.ts';
import { makeFolder, writeWhole } from './engine/whole-file.ts';
import type { BookCounts } from './verify.ts';

/**
 * A mark: what was proved so far, and what is needed to go on from there. In a folder of its own: the tables as a
 * replay has them at the marked row, and the mark itself; a witness outside says which mark it is.
 */
export interface ProofMark {
  /** The last row that was proved. */
  head: JournalHead;
  /** When the last proof of the whole journal was, UTC ms. */
  wholeAt: number;
  /** The program that proved, and the steps its tables have gone through: another one proves anew. */
  program: string;
  /** What every check has to know to go on. */
  checks: unknown[];
  /** How many of what there is. */
  counts: BookCounts;
  /** How far the looks at what is older have come. */
  round: ProofRound;
  /** Of the file of the tables, as it was left. */
  tables: FileMark;
}

/** Where the next look at older rows goes on. */
export interface ProofRound {
  /** The last row of the journal that was looked at. */
  journal: JournalHead;
  table: number;
  /** The key in it; null at its beginning. */
  key: SqlValue[] | null;
}

/** A file that nobody has written to since has these. */
export interface FileMark {
  bytes: number;
  /** UTC ms. */
  changedAt: number;
  header: string;
}

/** Where a mark is kept, and who witnesses it. */
export interface MarkPlaces {
  folder: string;
  /** Small files, the near one first; those away are of no use to whoever can write the store's folder alone. */
  witnesses: readonly string[];
}

/** Why the whole journal is proved. */
export type WholeReason =
  | 'asked'
  | 'due'
  | 'no-mark'
  | 'mark-changed'
  | 'no-witness'
  | 'other-program'
  | 'other-journal'
  | 'problems';

const kind = 'clockroom-proof/1';
const markName = 'mark.json';
const tablesName = 'tables.sqlite';

/** The tables as they are at the mark. */
export function tablesOf({ folder }: MarkPlaces): string {
  return join(folder, tablesName);
}

/** The last mark, where nothing speaks against it; else why it is of no use. */
export function readMark(
  places: MarkPlaces,
): ProofMark | Extract<WholeReason, 'no-mark' | 'mark-changed' | 'no-witness'> {
  const path = join(places.folder, markName);
  if (!existsSync(path)) return 'no-mark';
  try {
    const text = readFileSync(path, 'utf8');
    const said = saidBy(text);
    // A place that is away says nothing; one that is there and has lost its word speaks against it.
    const there = places.witnesses.filter((witness) => existsSync(dirname(witness)));
    if (there.length === 0) return 'no-witness';
    for (const witness of there) {
      if (!existsSync(witness)) return 'no-witness';
      if (readFileSync(witness, 'utf8') !== said) return 'mark-changed';
    }
    const { kind: itsKind, ...mark } = JSON.parse(text) as ProofMark & { kind: string };
    const isSame = JSON.stringify(fileMarkOf(tablesOf(places))) === JSON.stringify(mark.tables);
    return itsKind === kind && isSame ? mark : 'mark-changed';
  } catch {
    return 'mark-changed';
  }
}

/** Writes a mark over the tables as they were left; the witnesses last. Returns those that could not be told. */
export function writeMark(places: MarkPlaces, mark: Omit<ProofMark, 'tables'>): string[] {
  makeFolder(places.folder);
  const text = JSON.stringify({ kind, ...mark, tables: fileMarkOf(tablesOf(places)) });
  writeWhole(join(places.folder, markName), text);
  return places.witnesses.filter((witness) => {
    try {
      makeFolder(dirname(witness));
      writeWhole(witness, saidBy(text));
      return false;
    } catch {
      return true;
    }
  });
}

/** From here on nothing is known of it. */
export function dropMark(places: MarkPlaces): void {
  rmSync(join(places.folder, markName), { force: true });
}

/** What a witness says of a mark. */
function saidBy(text: string): string {
  return `${kind} ${createHash('sha256').update(text).digest('hex')}\n`;
}

/** The first page's header has SQLite's own count of changes. */
function fileMarkOf(path: string): FileMark {
  const { size, mtimeMs } = statSync(path);
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  return { bytes: size, changedAt: Math.round(mtimeMs), header: header.toString('hex') };
}
