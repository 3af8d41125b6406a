import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BookReplay } from './book-replay.ts';
import { Connection, type ReadHandle, type SqlValue, type WriteHandle } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import { hashOfRow, type JournalHead, readHead, rowsAfter } from './engine/journal.ts';
import { KeyStore, keysPathOf } from './engine/key-store.ts';
import type { DatabasePart } from './engine/part.ts';
import { schemaDifferences } from './engine/schema-check.ts';
import { journalStart } from './engine/segment.ts';
import { makeFolder } from './engine/whole-file.ts';
import { databaseParts, schema } from './parts.ts';
import { blankRows, personalColumnsOf } from './personal-tables.ts';
import {
  dropMark,
  type MarkPlaces,
  type ProofMark,
  type ProofRound,
  readMark,
  tablesOf,
  type WholeReason,
  writeMark,
} from './proof-mark.ts';
import { ChainCheck } from './verify/chain.ts';
import { journalHead } from './verify/counts.ts';
import { checkRulesOfRows } from './verify/rules.ts';
import { compareBehind, compareRows, keyColumnsOf } from './verify/tables.ts';
import { TouchedRows } from './verify/touched.ts';
import {
  type BookCounts,
  checkCardNumbers,
  countedTables,
  derivedTables,
  keyIn,
  newProblems,
  shownKeys,
  type Verification,
  verifyStore,
} from './verify.ts';

export interface ProveOptions {
  places: MarkPlaces;
  /** The program: what another one has proved is proved anew. */
  program: string;
  /** Now, UTC ms. */
  at: number;
  /** So old may the last proof of the whole be. */
  wholeEveryMs: number;
  /** The whole, whatever there is. */
  isWhole?: boolean;
  /** Of a copy of the store: nothing of it is kept. */
  isCopy?: boolean;
  onProgress?(done: number): void;
}

export interface StoreProof extends Verification {
  /** The row behind which it began; null: with the first one. */
  after: number | null;
  /** Why it began there; null where it went on from a mark. */
  why: WholeReason | null;
}

/** So many rows of the journal, and of tables, that are older than the mark are looked at by each proof. */
const olderRows = 20_000;
const rowsOfTold = 500;
const parts: readonly DatabasePart[] = databaseParts;

/**
 * Proves a store as `verifyStore` does, from where the last proof ended: the rows since, each through every check on
 * the tables of a replay, what they have changed in the store's tables, and in turns some of what is older. The whole
 * is proved where there is no mark to trust, where it is due, and where anything at all was found: what it says then
 * is what counts. Throws as `verifyStore`.
 */
export function proveStore(path: string, options: ProveOptions): StoreProof {
  const mark = usableMark(options);
  if (typeof mark === 'object') {
    const found = proveSince(path, mark, options);
    if (typeof found === 'object') return { ...found, after: mark.head.seq, why: null };
    return proveWhole(path, options, found);
  }
  return proveWhole(path, options, mark);
}

function usableMark({ places, program, at, wholeEveryMs, isWhole = false }: ProveOptions): ProofMark | WholeReason {
  if (isWhole) return 'asked';
  const mark = readMark(places);
  if (typeof mark !== 'object') return mark;
  if (mark.program !== programKey(program)) return 'other-program';
  // A clock that was set back makes it due as well.
  return at - mark.wholeAt >= wholeEveryMs || at < mark.wholeAt ? 'due' : mark;
}

/** Other tables are another program. */
function programKey(program: string): string {
  const steps = parts.map(({ name, migrations = [] }) => `${name} ${migrations.length}`);
  return [program, schema.founding.length, ...steps].join(', ');
}

/** Why the whole has to be proved where anything was found. */
function proveSince(path: string, mark: ProofMark, options: ProveOptions): Verification | WholeReason {
  const { places, isCopy = false, onProgress = () => {} } = options;
  const store = Connection.openReadOnly(path, schema);
  try {
    return store.snapshot(() => {
      if (hashOfRow(store.read, mark.head.seq) !== mark.head.hash) return 'other-journal';
      const since = new ProofSince({ path, stored: store.read, mark, onProgress });
      const tables = Connection.open(tablesOf(places), schema, { durable: false });
      try {
        const found = isCopy ? tables.rehearse((tx) => since.prove(tx)) : provedOrUndone(tables, since);
        if (!found) return 'problems';
        tables.checkpoint();
        tables.close();
        if (!isCopy) keepMark(places, { ...mark, ...found.mark });
        return found.verification;
      } finally {
        tables.close();
      }
    });
  } catch (error) {
    if (error instanceof DatabaseError) return 'problems';
    throw error;
  } finally {
    store.close();
  }
}

/** What is kept is what was proved: with a problem the tables stay as they were. */
function provedOrUndone(tables: Connection, since: ProofSince): FoundSince | null {
  const undone = new Error('undone');
  try {
    return tables.transact((tx) => {
      const found = since.prove(tx);
      if (!found) throw undone;
      return found;
    });
  } catch (error) {
    if (error !== undone) throw error;
    return null;
  }
}

/** From the first row on. A place where nothing can be kept makes the next proof whole again, and this one no less. */
function proveWhole(path: string, options: ProveOptions, why: WholeReason): StoreProof {
  const { isCopy = false, onProgress } = options;
  if (!isCopy) {
    try {
      return { ...proveAndKeep(path, options), after: null, why };
    } catch (error) {
      if (!isOfPlace(error)) throw error;
    }
  }
  return { ...verifyStore(path, onProgress), after: null, why };
}

/** With the tables kept where everything fits. */
function proveAndKeep(path: string, { places, program, at, onProgress }: ProveOptions): Verification {
  dropMark(places);
  makeFolder(places.folder);
  const making = join(places.folder, 'making.sqlite');
  clear(making);
  try {
    return verifyStore(path, onProgress, [], {
      file: making,
      onMade: (checks, { seq, hash }, counts) => {
        const round: ProofRound = { journal: journalStart, table: 0, key: null };
        clear(tablesOf(places));
        renameSync(making, tablesOf(places));
        keepMark(places, { head: { seq, hash }, wholeAt: at, program: programKey(program), checks, counts, round });
      },
    });
  } finally {
    clear(making);
  }
}

/** What was proved stands, also where it cannot be written down. */
function keepMark(places: MarkPlaces, mark: Omit<ProofMark, 'tables'>): void {
  try {
    writeMark(places, mark);
  } catch (error) {
    if (!isOfPlace(error)) throw error;
  }
}

/** A disk that is full, gone or not to be written to. */
function isOfPlace(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code.startsWith('DISK_');
  return error instanceof Error && 'syscall' in error;
}

function clear(file: string): void {
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) rmSync(`${file}${end}`);
}

interface FoundSince {
  verification: Verification;
  mark: Pick<ProofMark, 'head' | 'checks' | 'round' | 'counts'>;
}

interface SinceOptions {
  path: string;
  stored: ReadHandle;
  mark: ProofMark;
  onProgress(done: number): void;
}

/** The rows since a mark, what they have changed, and some of what is older. */
class ProofSince {
  readonly #options: SinceOptions;
  readonly #problems = newProblems();

  constructor(options: SinceOptions) {
    this.#options = options;
  }

  /** Null where anything does not fit. */
  prove(tx: WriteHandle): FoundSince | null {
    const { stored, mark } = this.#options;
    const problems = this.#problems;
    for (const difference of schemaDifferences(stored, schema)) problems.add('SCHEMA_DIFFERS', { ...difference });
    const touched = new TouchedRows(tx, derivedTables);
    const replay = this.#replayed(tx);
    if (!replay.isReplaying) return null;
    const changed = this.#compareTouched(touched, tx);
    for (const { rules = [] } of parts) {
      checkRulesOfRows(stored, rules, (table) => keysIn(touched, table), problems);
    }
    blankRows(tx, (table) => touched.within(table));
    const older = this.#lookAtOlder(tx);
    if (problems.problems.length > 0) return null;
    const counts = { ...mark.counts };
    for (const [name, table] of Object.entries(countedTables)) {
      counts[name as keyof BookCounts] += touched.moreIn(table);
    }
    return {
      verification: {
        ...{ ok: true, problems: [], counts, head: journalHead(stored) },
        checked: {
          journalRows: replay.rows + older.journalRows,
          ...{ tables: derivedTables.length, rows: changed + older.tableRows },
        },
      },
      mark: { head: readHead(stored), checks: replay.known, counts, round: older.round },
    };
  }

  #replayed(tx: WriteHandle): BookReplay {
    const { path, stored, mark, onProgress } = this.#options;
    const problems = this.#problems;
    // A key that the file needs was there before it, and is there afterwards unless it was erased meanwhile.
    const there = [KeyStore.readAll(keysPathOf(path))];
    const keys = shownKeys(stored, there);
    const replay = new BookReplay({ tx, stored, keys, problems, after: mark });
    const last = readHead(stored).seq - mark.head.seq;
    for (const row of rowsAfter(stored, mark.head.seq)) {
      replay.take(row);
      if (replay.rows % rowsOfTold === 0) onProgress(Math.min(1, replay.rows / last));
    }
    replay.end();
    checkCardNumbers(stored, (keyId) => keyIn(there, keyId), problems);
    return replay;
  }

  #shareOf(table: string, keys: readonly string[]) {
    return { table, keys, hidden: personalColumnsOf(table), problems: this.#problems };
  }

  #compareTouched(touched: TouchedRows, tx: WriteHandle): number {
    const { stored } = this.#options;
    return derivedTables.reduce((rows, table) => {
      const share = this.#shareOf(table, touched.keyColumnsOf(table));
      return rows + compareRows(touched.of(table), stored, tx, share);
    }, 0);
  }

  /** Goes on where the proof before stopped, round and round. */
  #lookAtOlder(tx: WriteHandle): { round: ProofRound; journalRows: number; tableRows: number } {
    const { round, head } = this.#options.mark;
    const journal = this.#olderJournal(round.journal, head);
    let { table, key } = round;
    let tableRows = 0;
    for (let left = olderRows, tables = 0; left > 0 && tables < derivedTables.length; ) {
      const name = derivedTables[table % derivedTables.length] ?? '';
      const share = this.#shareOf(name, keyColumnsOf(tx, name));
      const { rows, last } = compareBehind(key, left, this.#options.stored, tx, share);
      tableRows += rows;
      left -= rows;
      key = last;
      if (last) break;
      table = (table + 1) % derivedTables.length;
      tables += 1;
    }
    return { round: { journal: journal.at, table, key }, journalRows: journal.rows, tableRows };
  }

  #olderJournal(after: JournalHead, mark: JournalHead): { at: JournalHead; rows: number } {
    const chain = new ChainCheck(this.#problems, after);
    let at = after;
    let rows = 0;
    for (const row of rowsAfter(this.#options.stored, after.seq)) {
      if (row.seq > mark.seq || rows === olderRows) break;
      chain.next(row);
      at = { seq: row.seq, hash: row.hash };
      rows += 1;
    }
    return { at: at.seq >= mark.seq ? journalStart : at, rows };
  }
}

function keysIn(touched: TouchedRows, table: string): SqlValue[][] {
  const columns = touched.keyColumnsOf(table);
  return touched.of(table).map((row) => columns.map((column) => row[column] ?? null));
}
