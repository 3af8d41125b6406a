import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { commonError } from '../../core/kernel/errors.ts';
import type { RecoveryKeys } from '../../core/seal/recovery-seal.ts';
import { Connection, type ReadHandle } from '../../db/engine/connection.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import { type JournalHead, type JournalRow, readHead, rowsAfter } from '../../db/engine/journal.ts';
import { KeyStore, keysPathOf } from '../../db/engine/key-store.ts';
import type { CardNumber } from '../../db/engine/sealed-rows.ts';
import { readSegment } from '../../db/engine/segment.ts';
import { moveWhole, writeWhole } from '../../db/engine/whole-file.ts';
import { lastSeen } from '../../db/inspection.ts';
import { allCardNumbers } from '../../db/operational/card-numbers.ts';
import { restorePinHashes } from '../../db/operational/credentials.ts';
import { doubtJobs } from '../../db/operational/jobs.ts';
import { schema } from '../../db/parts.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { type Copy, copiesIn, isWhole, segmentsIn } from './copies.ts';
import { type Places, storeFileName } from './places.ts';
import { keptSecrets, type Secrets, secretFiles, secretsOf } from './secrets.ts';
import { setAside } from './set-aside.ts';

/** What a restoring came to, before it takes the store's place. */
export interface Restored {
  /** The copy it began with. */
  copy: string;
  /** The row the copy ended with. */
  copySeq: number;
  /** Rows that came from segments, and from what can still be read of the store's file. */
  fromSegments: number;
  fromFile: number;
  /** The last row now. */
  head: JournalHead;
  /** How many rows a beacon has seen behind it; 0: nothing is missing that anybody knows of. */
  lacking: number;
  /** Whether names and notes of guests, PINs and terminals' keys came back. */
  withSecrets: boolean;
}

const preparedFolder = 'restoring';
/** A transaction of a restoring. */
const rowsAtOnce = 5_000;

/**
 * Makes a store out of a whole copy, the segments behind it and what can still be read of the present file, in a folder
 * of its own; proves it. Nothing of the store is touched. `name`: which copy, the newest without; `keys`: of a recovery
 * code, without it secrets come from this folder, where they are. Throws COPY_UNKNOWN, COPY_DAMAGED, COPY_OTHER_STORE,
 * COPY_NOT_PROVED, DatabaseError.
 */
export async function prepareRestore(
  places: Places,
  { name, keys, at }: { name: string | null; keys: RecoveryKeys | null; at: number },
): Promise<Restored> {
  const copy = await chosenCopy(places, name);
  const folder = newPreparedFolder(places);
  try {
    const seen = lastSeen(places.beacons);
    if (seen && seen.first !== '' && seen.first !== copy.first)
      throw commonError('COPY_OTHER_STORE', { name: copy.name });
    const secrets = keys ? keptSecrets(places.sources, keys) : secretsOf(places.dataDir, places.file);
    return builtIn(folder, { ...copy, secrets, at }, places);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Puts what was prepared in the place of the store's files, which are set aside. The store must be closed. Returns the
 * folder they are in.
 */
export function takePrepared({ dataDir }: Places, at: number): string {
  const folder = path.join(dataDir, preparedFolder);
  if (!existsSync(path.join(folder, storeFileName))) throw commonError('COPY_UNKNOWN', { name: preparedFolder });
  const aside = setAside(dataDir, at);
  const beside: string[] = Object.values(secretFiles);
  for (const name of ['keys.sqlite', ...beside, storeFileName]) {
    const from = path.join(folder, name);
    if (!existsSync(from)) continue;
    if (beside.includes(name)) setAside(dataDir, at, [name]);
    moveWhole(from, path.join(dataDir, name));
  }
  rmSync(folder, { recursive: true, force: true });
  return aside;
}

/** An empty folder in which a store is made that is to take the place of the one that is there. */
export function newPreparedFolder({ dataDir }: Places): string {
  const folder = path.join(dataDir, preparedFolder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

async function chosenCopy(places: Places, name: string | null): Promise<Copy> {
  const copies = copiesIn(places.sources);
  const copy = name === null ? copies[0] : copies.find((one) => one.name === name);
  if (!copy) throw commonError('COPY_UNKNOWN', { name: name ?? '–' });
  // Another place may have it whole.
  for (const place of [null, ...places.sources]) {
    const file = place === null ? copy.path : path.join(place, `${copy.name}.sqlite`);
    if (existsSync(file) && (await isWhole({ ...copy, path: file }))) return { ...copy, path: file };
  }
  throw commonError('COPY_DAMAGED', { name: copy.name });
}

/** What a store is made of: a whole copy, and the secrets that are not in it. */
export interface Source extends Pick<Copy, 'name' | 'path' | 'head'> {
  secrets: Secrets | null;
  /** UTC ms. */
  at: number;
}

/**
 * A store in a folder of its own, and proved. `more`: where rows behind the copy may be found; null: it is all there is.
 * Throws COPY_NOT_PROVED, DatabaseError.
 */
export function builtIn(folder: string, { secrets, at, ...copy }: Source, more: Places | null): Restored {
  const file = path.join(folder, storeFileName);
  copyFileSync(copy.path, file);
  chmodSync(file, 0o600);
  if (secrets) keepBeside(folder, file, secrets);
  const db = StoreDatabase.open(file);
  let fromSegments = 0;
  let fromFile = 0;
  try {
    // First: rows that name a card are read by its number then.
    db.takeCardNumbers(secrets?.cards ?? []);
    if (more) {
      fromSegments = takeSegments(db, more);
      fromFile = takeFile(db, more.file);
    }
    db.transact((tx) => {
      doubtJobs(tx, at);
      restorePinHashes(tx, secrets?.pins ?? []);
    });
    db.checkpoint();
  } finally {
    db.close();
  }
  const { ok, problems, head } = verifyStore(file);
  if (!ok || !head) {
    throw commonError('COPY_NOT_PROVED', { problems: [...new Set(problems.map(({ code }) => code))].join(', ') });
  }
  const { seq, hash } = head;
  const seen = more && lastSeen(more.beacons);
  return {
    ...{ copy: copy.name, copySeq: copy.head.seq, fromSegments, fromFile, head: { seq, hash } },
    lacking: Math.max(0, (seen?.seq ?? 0) - seq),
    withSecrets: secrets !== null && (secrets.keys.length > 0 || secrets.pins.length > 0),
  };
}

function keepBeside(folder: string, file: string, { keys, ...secrets }: Secrets): void {
  const store = KeyStore.open(keysPathOf(file));
  try {
    store.restore(keys);
  } finally {
    store.close();
  }
  for (const kind of ['terminalKeys', 'authority'] as const) {
    const text = secrets[kind];
    if (text !== null) writeWhole(path.join(folder, secretFiles[kind]), Buffer.from(text));
  }
}

/** Segment by segment; one that is damaged may be whole in another place, or ends it. */
function takeSegments(db: StoreDatabase, places: Places): number {
  let count = 0;
  for (const segment of segmentsIn(places.sources)) {
    const { seq } = readHead(db.read);
    if (segment.toSeq <= seq || segment.fromSeq > seq + 1) continue;
    try {
      count += takeAll(
        db,
        readSegment(segment.path).filter((row) => row.seq > seq),
      );
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== 'FILE_DAMAGED') throw error;
    }
  }
  return count;
}

/** What the store's file still has behind that, as far as it can be read and goes on from it. */
function takeFile(db: StoreDatabase, file: string): number {
  let count = 0;
  try {
    const { connection } = Connection.openToLook(file, schema);
    try {
      db.takeCardNumbers(numbersIn(connection.read));
      for (;;) {
        const { seq } = readHead(db.read);
        const rows = someOf(rowsAfter(connection.read, seq));
        const taken = rows.length === 0 ? 0 : db.takeRows(rows);
        count += taken;
        if (taken === 0) return count;
      }
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return count;
  }
}

/** None of a file of before cards left the journal, and of a damaged one. */
function numbersIn(read: ReadHandle): CardNumber[] {
  try {
    return allCardNumbers(read);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return [];
  }
}

/** As many as can be read: a damaged page ends it. */
function someOf(rows: Iterable<JournalRow>): JournalRow[] {
  const some: JournalRow[] = [];
  try {
    for (const row of rows) {
      some.push(row);
      if (some.length >= rowsAtOnce) break;
    }
  } catch (error) {
    if (!(error instanceof DatabaseError) || some.length === 0) throw error;
  }
  return some;
}

function takeAll(db: StoreDatabase, rows: readonly JournalRow[]): number {
  let count = 0;
  while (count < rows.length) {
    const taken = db.takeRows(rows.slice(count, count + rowsAtOnce));
    if (taken === 0) break;
    count += taken;
  }
  return count;
}
