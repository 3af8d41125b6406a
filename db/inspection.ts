import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { genesisHash, rowHash } from '../core/seal/journal-hash.ts';
import { readBeacon, type Sighting } from './engine/beacon.ts';
import { takeBackBrokenOff } from './engine/broken-off.ts';
import { Connection, type ReadHandle } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import { hashOfRow, type JournalHead, type JournalRow, lastRows, readHead } from './engine/journal.ts';
import { schemaDifferences } from './engine/schema-check.ts';
import { schema } from './parts.ts';

/** Something that is wrong with a store's file as a whole: with it nothing more may be recorded. */
export interface StoreFault {
  /** A code of `StoreError`, with its text in every language. */
  code: FaultCode;
  context: Readonly<Record<string, unknown>>;
}

export type FaultCode =
  | 'STORE_FILE_MISSING'
  | 'DATA_DAMAGED'
  | 'SCHEMA_FOREIGN'
  | 'JOURNAL_CHAIN_BROKEN'
  | 'JOURNAL_WENT_BACK'
  | 'JOURNAL_OTHER'
  | 'DATA_FOLDER_SHARED'
  | 'STORE_MOVED'
  | 'STORE_ELSEWHERE';

/** What a look at a file gave, before anybody opens it for work. */
export interface Inspection {
  faults: readonly StoreFault[];
  /** Nothing of it can be read, or nothing is there: it cannot be opened, not even for looking. */
  isUnusable: boolean;
  /** The last row; null where none can be read. */
  head: JournalHead | null;
  /** The last row that any beacon has seen; null without a beacon. */
  seen: Sighting | null;
  /** Whether steps of the schema are still to be gone through. */
  isBehind: boolean;
}

/** Of the journal's end so many rows are looked at before the store opens; the proof looks at all. */
const tailRows = 500;
const magic = 'SQLite format 3\0';

/**
 * Looks at a store's file before it is opened: whether it is there where it was, its header, its schema against a
 * new one's, the end of the journal, and the journal against what beacons have seen. Reads only, but for a first start
 * that was broken off, which is taken back. Throws what cannot
 * be mended by a copy: FILE_NOT_A_STORE, FILE_TOO_NEW.
 */
export function inspectStore(path: string, beacons: readonly string[]): Inspection {
  takeBackBrokenOff(path);
  const seen = lastSeen(beacons);
  const unusable = (code: FaultCode, context: Record<string, unknown>): Inspection => ({
    faults: [{ code, context }],
    ...{ isUnusable: true, head: null, seen, isBehind: false },
  });
  const missing = { path, lostSeq: seen?.seq ?? '?', ...(seen ? { lostHash: seen.hash } : {}) };
  if (!hasContent(path)) {
    const isNew = seen === null && !wasStoreHere(path);
    if (!isNew) return unusable('STORE_FILE_MISSING', missing);
    return { faults: [], isUnusable: false, head: null, seen, isBehind: false };
  }
  const broken = brokenHeader(path);
  if (broken !== null) return unusable('DATA_DAMAGED', { detail: broken });
  try {
    const { connection, isBehind } = Connection.openToLook(path, schema);
    try {
      // A young store stands in the log alone; without it the file is an empty page.
      const isEmpty = connection.read.get(`SELECT 1 FROM sqlite_schema WHERE name = 'journal'`) === undefined;
      if (isEmpty && (seen !== null || wasStoreBeside(path))) return unusable('STORE_FILE_MISSING', missing);
      if (isEmpty) return { faults: [], isUnusable: false, head: null, seen, isBehind: false };
      const head = readHead(connection.read);
      if (head.seq === 0 && seen !== null) return unusable('STORE_FILE_MISSING', missing);
      const faults = [...schemaFaults(connection.read), ...tailFaults(connection.read)];
      faults.push(...beaconFaults(connection.read, head, beacons, isBehind));
      return { faults, isUnusable: false, head, seen, isBehind };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'FILE_DAMAGED') throw error;
    return unusable('DATA_DAMAGED', { detail: String(error.context.message ?? '') });
  }
}

/** The sighting of the beacon that has seen most. */
export function lastSeen(beacons: readonly string[]): Sighting | null {
  const found = beacons.flatMap((path) => readBeacon(path) ?? []);
  return found.reduce<Sighting | null>((last, one) => (last && last.seq >= one.seq ? last : one), null);
}

function hasContent(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

/** What a store leaves in its folder and a new one has not yet, with the log of a file that is not there. */
function wasStoreHere(path: string): boolean {
  return hasContent(`${path}-wal`) || wasStoreBeside(path);
}

/** The same without the log: of a file that is there, a first start that was broken off has left one too. */
function wasStoreBeside(path: string): boolean {
  const folder = dirname(path);
  const names = ['terminal-keys.json', 'keys.sqlite', 'backups'];
  if (names.some((name) => existsSync(join(folder, name)))) return true;
  const logs = join(folder, 'logs');
  if (!existsSync(logs)) return false;
  const files = readdirSync(logs).filter((name) => name.endsWith('.log'));
  return files.some((name) => readFileSync(join(logs, name), 'utf8').includes('"the store is open"'));
}

/** Why the file cannot be a database, or not all of one; null where its head is in order. */
function brokenHeader(path: string): string | null {
  const head = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, head, 0, head.length, 0) < head.length) return 'header cut off';
  } finally {
    closeSync(file);
  }
  if (head.toString('latin1', 0, magic.length) !== magic) return 'no SQLite header';
  const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  const pages = head.readUInt32BE(28);
  // What is missing may stand in the log, where it was not moved to its end yet.
  if (hasContent(`${path}-wal`)) return null;
  const { size } = statSync(path);
  return size < pages * pageBytes ? `${size} bytes, ${pages * pageBytes} expected` : null;
}

function schemaFaults(read: ReadHandle): StoreFault[] {
  const differences = schemaDifferences(read, schema);
  if (differences.length === 0) return [];
  const names = differences.slice(0, 5).map(({ kind, name, how }) => `${kind} ${name} (${how})`);
  return [{ code: 'SCHEMA_FOREIGN', context: { names: names.join(', '), count: differences.length } }];
}

function tailFaults(read: ReadHandle): StoreFault[] {
  const rows = lastRows(read, tailRows);
  const broken = rows.find((row, at) => !follows(row, rows[at - 1]));
  return broken ? [{ code: 'JOURNAL_CHAIN_BROKEN', context: { seq: broken.seq } }] : [];
}

function follows(row: JournalRow, before: JournalRow | undefined): boolean {
  if (row.hash !== rowHash(row)) return false;
  if (before) return row.seq === before.seq + 1 && row.prevHash === before.hash;
  return row.seq !== 1 || row.prevHash === genesisHash;
}

/** Each beacon by itself: one that was away for a while has seen less, and one that went back with the file too. */
function beaconFaults(
  read: ReadHandle,
  head: JournalHead,
  beacons: readonly string[],
  isBehind: boolean,
): StoreFault[] {
  const faults = beacons.flatMap((path): (StoreFault & { context: { lostSeq: number } })[] => {
    const seen = readBeacon(path);
    if (!seen || isKnownGap(read, seen, isBehind)) return [];
    const lost = { lostSeq: seen.seq, lostHash: seen.hash, standsSeq: head.seq, standsHash: head.hash };
    if (seen.seq > head.seq) return [{ code: 'JOURNAL_WENT_BACK', context: lost }];
    return hashOfRow(read, seen.seq) === seen.hash ? [] : [{ code: 'JOURNAL_OTHER', context: lost }];
  });
  // Both beacons have mostly seen the same.
  const most = Math.max(...faults.map(({ context }) => context.lostSeq));
  return faults.filter(({ context }) => context.lostSeq === most).slice(0, 1);
}

/** Somebody went on without it, and the journal says who. */
function isKnownGap(read: ReadHandle, { hash }: Sighting, isBehind: boolean): boolean {
  if (isBehind && !read.get(`SELECT 1 FROM sqlite_schema WHERE name = 'journal_gaps'`)) return false;
  return read.get('SELECT 1 FROM journal_gaps WHERE lostHash = ? LIMIT 1', hash) !== undefined;
}
