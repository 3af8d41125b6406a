import type { Language } from '../core/kernel/money.ts';
import { withCurrencySaid } from '../core/model/event-currency.ts';
import type { JournalEvent } from '../core/model/events.ts';
import { ownCurrency } from '../core/model/site/find.ts';
import type { StoreState } from '../core/model/state.ts';
import { isNumberOf } from './card-tables.ts';
import { checkRow } from './engine/checked-rows.ts';
import type { ReadHandle, WriteHandle } from './engine/connection.ts';
import { Connection } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import type { JournalRow } from './engine/journal.ts';
import { eventOfRow, hashOfRow, journalRows } from './engine/journal.ts';
import { KeyStore, keysPathOf, type OpeningKeys } from './engine/key-store.ts';

import type { DatabasePart } from './engine/part.ts';
import type { ProblemTexts } from './engine/problems.ts';
import type { JournalCheck } from './engine/proof.ts';
import { schemaDifferences } from './engine/schema-check.ts';
import { evolve } from './evolve.ts';
import { allCardNumbers, numberOfCard } from './operational/card-numbers.ts';
import { allSealedKeys } from './operational/sealed-keys.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { databaseParts, schema } from './parts.ts';
import { blankOwner } from './personal-tables.ts';
import { storedState } from './state.ts';
import { ChainCheck } from './verify/chain.ts';
import { countRows, type JournalHead, journalHead } from './verify/counts.ts';
import { FactCheck } from './verify/facts.ts';
import { filledIn, ProblemList, type ProblemOf } from './verify/problem-list.ts';
import { type BookProblem, bookProblems } from './verify/problems.ts';
import { checkRules, fileRules } from './verify/rules.ts';
import { compareTables } from './verify/tables.ts';
import { TimeCheck } from './verify/times.ts';

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

export const problemTexts: Readonly<Record<ProblemCode, ProblemTexts[string]>> = Object.assign(
  {},
  bookProblems,
  ...parts.map(({ problems }) => problems),
);

/** The problem's sentence in a language. */
export function problemText({ code, context }: Pick<Problem, 'code' | 'context'>, language: Language): string {
  return filledIn(problemTexts[code][language], context);
}

const countedTables: Readonly<Record<keyof BookCounts, string>> = Object.assign(
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
 * is a problem, not an error. `papers`: what was printed of it must be in it. `onProgress` hears the share of the journal that is read, 0 to 1, a hundred times at most.
 */
export function verifyStore(
  path: string,
  onProgress: (done: number) => void = () => {},
  papers: readonly PaperHead[] = [],
): Verification {
  const problems = new ProblemList(problemTexts);
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
          Object.assign(checked, checkJournal(store.read, keys, problems, onProgress));
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
  return { ok: problems.problems.length === 0, problems: problems.problems, checked, counts, head };
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
function shownKeys(read: ReadHandle, there: readonly ReadonlyMap<string, Uint8Array>[]): OpeningKeys {
  const shown = new Set(allSealedKeys(read).flatMap(({ keyId, state }) => (state === 'shown' ? keyId : [])));
  return {
    numberOf: (hash) => numberOfCard(read, hash),
    keyOf: (keyId) => (shown.has(keyId) ? keyIn(there, keyId) : null),
  };
}

function keyIn(there: readonly ReadonlyMap<string, Uint8Array>[], keyId: string): Uint8Array | null {
  return there.map((keys) => keys.get(keyId)).find((key) => key) ?? null;
}

/**
 * The numbers that stand beside the journal are those it has the hashes of: a replay goes by them. What was hashed under
 * a key that is gone cannot be told.
 */
function checkCardNumbers(
  read: ReadHandle,
  keyOf: (keyId: string) => Uint8Array | null,
  problems: ProblemList<ProblemCode>,
): void {
  for (const number of allCardNumbers(read)) {
    if (isNumberOf(number, keyOf) === false) problems.add('CARD_NUMBER_WRONG', { card: number.hash });
  }
}

/** One walk along the journal: chain, checks and replay; then the tables. */
function checkJournal(
  read: ReadHandle,
  keys: OpeningKeys,
  problems: ProblemList<ProblemCode>,
  onProgress: (done: number) => void,
): Verification['checked'] {
  const chain = new ChainCheck(problems);
  const sites = new SiteCache();
  const temporary = Connection.open('', schema);
  try {
    return temporary.rehearse((tx) => {
      const state = storedState(tx, sites);
      const checks = checksOf(state, read, problems);
      const last = journalHead(read)?.seq ?? 0;
      const step = Math.max(1, Math.ceil(last / 100));
      let rows = 0;
      let replaying = true;
      let command: JournalRow[] = [];
      const replayCommand = () => {
        replaying &&= replay(tx, command, { checks, state, keys, problems });
        command = [];
      };
      for (const row of journalRows(read)) {
        rows += 1;
        if (rows % step === 0) onProgress(Math.min(1, rows / last));
        chain.next(row);
        if (command[0] && command[0].commandId !== row.commandId) replayCommand();
        if (replaying) command.push(row);
      }
      replayCommand();
      // After a row that could not be replayed every table differs: that says nothing more.
      const derived = parts.flatMap(({ tables }) => tables);
      if (!replaying) return { journalRows: rows, tables: 0, rows: 0 };
      for (const check of checks) check.finish?.();
      // What such a key's owner said in rows of before there were seals is not shown either.
      for (const { kind, ownerId: id, state } of allSealedKeys(read))
        if (state === 'blank') blankOwner(tx, { kind, id });
      return { journalRows: rows, ...compareTables(derived, read, tx, problems) };
    });
  } finally {
    temporary.close();
  }
}

function checksOf(state: StoreState, stored: ReadHandle, problems: ProblemList<ProblemCode>): JournalCheck[] {
  const factsOf = parts.flatMap(({ facts }) => (facts ? [(event: JournalEvent) => facts(state, event)] : []));
  return [
    new TimeCheck(state, problems),
    ...parts.flatMap((part) => part.checks?.({ state, stored, problems }) ?? []),
    new FactCheck(factsOf, problems),
  ];
}

interface Replay {
  checks: readonly JournalCheck[];
  state: StoreState;
  keys: OpeningKeys;
  problems: ProblemList<ProblemCode>;
}

/** One command: its rows are proved against the tables as they stand, and lead them on. False where one cannot be read. */
function replay(tx: WriteHandle, rows: readonly JournalRow[], { checks, state, keys, problems }: Replay): boolean {
  let seq = rows[0]?.seq ?? 0;
  try {
    const command = rows.map((row) => {
      seq = row.seq;
      checkRow(row, keys);
      return eventOfRow(row, keys);
    });
    seq = rows[0]?.seq ?? 0;
    for (const check of checks) check.before?.(command);
    for (const event of command) {
      seq = event.seq;
      const said = withCurrencySaid(event, () => ownCurrency(state));
      for (const check of checks) check.next?.(said);
      evolve(tx, event, state);
    }
    for (const check of checks) check.after?.(command);
    return true;
  } catch (error) {
    problems.add('REPLAY_FAILED', { seq, message: error instanceof Error ? error.message : String(error) });
    return false;
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
