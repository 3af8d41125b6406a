import type { Language } from '../core/kernel/money.ts';
import { BookReplay } from './book-replay.ts';
import { isNumberOf } from './card-tables.ts';
import type { ReadHandle } from './engine/connection.ts';
import { Connection } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import type { JournalRow } from './engine/journal.ts';
import { hashOfRow, journalRows } from './engine/journal.ts';
import { KeyStore, keysPathOf, type OpeningKeys } from './engine/key-store.ts';

import type { DatabasePart } from './engine/part.ts';
import type { ProblemTexts } from './engine/problems.ts';
import { schemaDifferences } from './engine/schema-check.ts';
import { allCardNumbers, numberOfCard } from './operational/card-numbers.ts';
import { allSealedKeys } from './operational/sealed-keys.ts';
import { databaseParts, schema } from './parts.ts';
import { blankAllRows, blankOwner } from './personal-tables.ts';
import { countRows, type JournalHead, journalHead } from './verify/counts.ts';
import { filledIn, ProblemList, type ProblemOf } from './verify/problem-list.ts';
import { type BookProblem, bookProblems } from './verify/problems.ts';
import { checkRules, fileRules } from './verify/rules.ts';
import { compareTables } from './verify/tables.ts';

type Part = (typeof databaseParts)[number];
type CodesOf<P> = P extends { problems: infer Texts } ? keyof Texts & string : never;
type CountsOf<P> = P extends { counts: infer Counts } ? keyof Counts & string : never;

/** All problems that a proof may find: of the journal as a whole, and of every part. */
export type ProblemCode = BookProblem | CodesOf<Part>;

/** Something in the store's file that does not fit. */
export type Problem = ProblemOf<ProblemCode>;

/** How much of each thing a store has, for whoever asks what a proof looked at. */
export type BookCounts = Record<CountsOf<Part>, number>;

const parts: readonly DatabasePart[] = databaseParts;

/** Every table that follows from the journal. */
export const derivedTables: readonly string[] = parts.flatMap(({ tables }) => tables);

/** So many rows are replayed in one commit. */
const rowsOfCommit = 5_000;

export const problemTexts: Readonly<Record<ProblemCode, ProblemTexts[string]>> = Object.assign(
  {},
  bookProblems,
  ...parts.map(({ problems }) => problems),
);

/** The problem's sentence in a language. */
export function problemText({ code, context }: Pick<Problem, 'code' | 'context'>, language: Language): string {
  return filledIn(problemTexts[code][language], context);
}

export const countedTables: Readonly<Record<keyof BookCounts, string>> = Object.assign(
  {},
  ...parts.map(({ counts }) => counts),
);

export interface Verification {
  ok: boolean;
  /** Each kind listed up to fifty times. */
  problems: Problem[];
  checked: { journalRows: number; tables: number; rows: number };
  counts: BookCounts;
  /** Null where nothing is written yet, or the file is damaged. */
  head: JournalHead | null;
}

/**
 * Proves a store: the chain of the journal, the tables against a replay into a temporary database, the rules of the
 * books, the file itself. Reads only, beside a running store, and sees it as of one moment. Throws DatabaseError
 * where there is no store to look at (FILE_NOT_FOUND, FILE_NOT_A_STORE, FILE_TOO_NEW, FILE_TOO_OLD); a damaged file
 * is a problem, not an error. `papers`: what was printed of it must be in it. `onProgress` hears the share
 * of the journal that is read, 0 to 1, a hundred times at most. `kept`: where the tables of the replay are kept.
 */
export function verifyStore(
  path: string,
  onProgress: (done: number) => void = () => {},
  papers: readonly PaperHead[] = [],
  kept: KeptReplay | null = null,
): Verification {
  const problems = newProblems();
  let checks: unknown[] = [];
  const checked = { journalRows: 0, tables: 0, rows: 0 };
  let counts = Object.fromEntries(Object.keys(countedTables).map((name) => [name, 0])) as BookCounts;
  let head: JournalHead | null = null;
  unlessDamaged(problems, () => {
    const store = Connection.openReadOnly(path, schema);
    try {
      // A key that the file needs was there before it, and is there afterwards unless it was erased meanwhile.
      const before = KeyStore.readAll(keysPathOf(path));
      store.snapshot(() => {
        unlessDamaged(problems, () => {
          for (const difference of schemaDifferences(store.read, schema))
            problems.add('SCHEMA_DIFFERS', { ...difference });
        });
        unlessDamaged(problems, () => {
          for (const { rules = [] } of parts) checkRules(store.read, rules, problems);
          checkRules(store.read, fileRules, problems);
        });
        unlessDamaged(problems, () => {
          const keys = shownKeys(store.read, [before, KeyStore.readAll(keysPathOf(path))]);
          const walked = checkJournal(store.read, keys, problems, { file: kept?.file ?? '', onProgress });
          Object.assign(checked, walked.checked);
          checks = walked.checks;
        });
        unlessDamaged(problems, () => {
          const there = [before, KeyStore.readAll(keysPathOf(path))];
          checkCardNumbers(store.read, (keyId) => keyIn(there, keyId), problems);
        });
        unlessDamaged(problems, () => {
          counts = countRows(store.read, countedTables);
          head = journalHead(store.read);
          for (const paper of papers) checkPaper(store.read, paper, head?.seq ?? 0, problems);
        });
      });
    } finally {
      store.close();
    }
  });
  const ok = problems.problems.length === 0;
  if (kept && ok && head) kept.onMade(checks, head, counts);
  return { ok, problems: problems.problems, checked, counts, head };
}

/** A list for every problem there is. */
export function newProblems(): ProblemList<ProblemCode> {
  return new ProblemList(problemTexts);
}

/** What stands on a bill or a sheet: a row of the journal, and the head of its hash. */
export interface PaperHead {
  seq: number;
  /** Hex, some of the first digits or all. */
  hash: string;
}

/** Since each hash is over the one before, a row that is the paper's says the same of every row before it. */
function checkPaper(
  read: ReadHandle,
  { seq, hash }: PaperHead,
  last: number,
  problems: ProblemList<ProblemCode>,
): void {
  const stored = hashOfRow(read, seq);
  if (stored === null) problems.add('HEAD_MISSING', { seq, hash, last });
  else if (!stored.startsWith(hash)) problems.add('HEAD_DIFFERS', { seq, hash, stored: stored.slice(0, hash.length) });
}

/** The keys of what the tables show: a copy that shows nothing personal fits a replay that opens nothing. */
export function shownKeys(read: ReadHandle, there: readonly ReadonlyMap<string, Uint8Array>[]): OpeningKeys {
  const shown = new Set(allSealedKeys(read).flatMap(({ keyId, state }) => (state === 'shown' ? keyId : [])));
  return {
    numberOf: (hash) => numberOfCard(read, hash),
    keyOf: (keyId) => (shown.has(keyId) ? keyIn(there, keyId) : null),
  };
}

export function keyIn(there: readonly ReadonlyMap<string, Uint8Array>[], keyId: string): Uint8Array | null {
  return there.map((keys) => keys.get(keyId)).find((key) => key) ?? null;
}

/**
 * The numbers that stand beside the journal are those it has the hashes of: a replay goes by them. What was hashed under
 * a key that is gone cannot be told.
 */
export function checkCardNumbers(
  read: ReadHandle,
  keyOf: (keyId: string) => Uint8Array | null,
  problems: ProblemList<ProblemCode>,
): void {
  for (const number of allCardNumbers(read)) {
    if (isNumberOf(number, keyOf) === false) problems.add('CARD_NUMBER_WRONG', { card: number.hash });
  }
}

/** A replay that is kept where everything fits, to go on from. */
export interface KeptReplay {
  /** Where the tables are made; nothing stands there. */
  file: string;
  /** The tables are closed and show nothing personal; `checks`: what is needed to go on behind the last row, JSON. */
  onMade(checks: unknown[], head: JournalHead, counts: BookCounts): void;
}

interface Walked {
  checked: Verification['checked'];
  checks: unknown[];
}

/** One walk along the journal: chain, checks and replay; then the tables. */
function checkJournal(
  read: ReadHandle,
  keys: OpeningKeys,
  problems: ProblemList<ProblemCode>,
  { file, onProgress }: { file: string; onProgress: (done: number) => void },
): Walked {
  const tables = Connection.open(file, schema, { durable: false });
  try {
    const replay = tables.transact((tx) => new BookReplay({ tx, stored: read, keys, problems }));
    takeAll(tables, replay, journalRows(read), { last: journalHead(read)?.seq ?? 0, onProgress });
    return tables.transact((tx) => {
      replay.end();
      // After a row that could not be replayed every table differs: that says nothing more.
      if (!replay.isReplaying) return { checked: { journalRows: replay.rows, tables: 0, rows: 0 }, checks: [] };
      // What such a key's owner said in rows of before there were seals is not shown either.
      for (const { kind, ownerId: id, state } of allSealedKeys(read))
        if (state === 'blank') blankOwner(tx, { kind, id });
      const compared = compareTables(derivedTables, read, tx, problems);
      if (file !== '') blankAllRows(tx);
      return { checked: { journalRows: replay.rows, ...compared }, checks: replay.known };
    });
  } finally {
    if (file !== '') tables.checkpoint();
    tables.close();
  }
}

/** In commits of some thousands, so that it takes the same memory however many there are. */
function takeAll(
  tables: Connection,
  replay: BookReplay,
  rows: Generator<JournalRow>,
  { last, onProgress }: { last: number; onProgress: (done: number) => void },
): void {
  const step = Math.max(1, Math.ceil(last / 100));
  try {
    for (let next = rows.next(); !next.done; ) {
      tables.transact(() => {
        for (let taken = 0; taken < rowsOfCommit && !next.done; taken += 1) {
          replay.take(next.value);
          if (replay.rows % step === 0) onProgress(Math.min(1, replay.rows / last));
          next = rows.next();
        }
      });
    }
  } finally {
    rows.return(undefined);
  }
}

function unlessDamaged(problems: ProblemList<ProblemCode>, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'FILE_DAMAGED') throw error;
    problems.add('FILE_DAMAGED', { message: String(error.context.message) });
  }
}
