import type { StoreState } from '../core/model/state.ts';
import { Connection, type ReadHandle, type WriteHandle } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import { checkRow, eventOfRow, type JournalRow, journalRows } from './engine/journal.ts';
import { evolve } from './evolve.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { storedState } from './state.ts';
import { AuthorisationCheck } from './verify/authorisations.ts';
import { CallCheck } from './verify/calls.ts';
import { ChainCheck } from './verify/chain.ts';
import { CommissionCheck } from './verify/commission.ts';
import { type BookCounts, countBooks, type JournalHead, journalHead, noCounts } from './verify/counts.ts';
import { EarningCheck } from './verify/earnings.ts';
import { FactCheck } from './verify/facts.ts';
import type { JournalCheck } from './verify/journal-check.ts';
import { type Problem, ProblemList } from './verify/problems.ts';
import { QueueMoveCheck } from './verify/queue-moves.ts';
import { ReservationCheck } from './verify/reservations.ts';
import { checkRules } from './verify/rules.ts';
import { StockCount } from './verify/stock.ts';
import { compareTables } from './verify/tables.ts';
import { TimeCheck } from './verify/times.ts';

export type { BookCounts, JournalHead } from './verify/counts.ts';
export { type Problem, type ProblemCode, problemText, problemTexts } from './verify/problems.ts';

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
 * is a problem, not an error. `onProgress` hears the share of the journal that is read, 0 to 1, a hundred times at most.
 */
export function verifyStore(path: string, onProgress: (done: number) => void = () => {}): Verification {
  const problems = new ProblemList();
  const checked = { journalRows: 0, tables: 0, rows: 0 };
  let counts = noCounts;
  let head: JournalHead | null = null;
  unlessDamaged(problems, () => {
    const store = Connection.openReadOnly(path);
    try {
      store.snapshot(() => {
        unlessDamaged(problems, () => checkRules(store.read, problems));
        unlessDamaged(problems, () => Object.assign(checked, checkJournal(store.read, problems, onProgress)));
        unlessDamaged(problems, () => {
          counts = countBooks(store.read);
          head = journalHead(store.read);
        });
      });
    } finally {
      store.close();
    }
  });
  return { ok: problems.problems.length === 0, problems: problems.problems, checked, counts, head };
}

/** One walk along the journal: chain, stock and replay; then the tables. */
function checkJournal(
  read: ReadHandle,
  problems: ProblemList,
  onProgress: (done: number) => void,
): Verification['checked'] {
  const chain = new ChainCheck(problems);
  const stock = new StockCount();
  const sites = new SiteCache();
  const temporary = Connection.open('');
  try {
    return temporary.rehearse((tx) => {
      const state = storedState(tx, sites);
      const checks: JournalCheck[] = [
        new TimeCheck(state, problems),
        new AuthorisationCheck(state, problems),
        new ReservationCheck(problems),
        new QueueMoveCheck(state, problems),
        new CallCheck(state, problems),
        new FactCheck(state, problems),
        new EarningCheck(state, problems),
        new CommissionCheck(problems),
        stock,
      ];
      const last = journalHead(read)?.seq ?? 0;
      const step = Math.max(1, Math.ceil(last / 100));
      let rows = 0;
      let replaying = true;
      let command: JournalRow[] = [];
      const replayCommand = () => {
        replaying &&= replay(tx, command, { checks, state, problems });
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
      if (!replaying) return { journalRows: rows, tables: 0, rows: 0 };
      stock.compare(read, problems);
      for (const check of checks) check.finish?.();
      return { journalRows: rows, ...compareTables(read, tx, problems) };
    });
  } finally {
    temporary.close();
  }
}

interface Replay {
  checks: readonly JournalCheck[];
  state: StoreState;
  problems: ProblemList;
}

/** One command: its rows are proved against the tables as they stand, and lead them on. False where one cannot be read. */
function replay(tx: WriteHandle, rows: readonly JournalRow[], { checks, state, problems }: Replay): boolean {
  let seq = rows[0]?.seq ?? 0;
  try {
    const command = rows.map((row) => {
      seq = row.seq;
      checkRow(row);
      return eventOfRow(row);
    });
    seq = rows[0]?.seq ?? 0;
    for (const check of checks) check.before?.(command);
    for (const event of command) {
      seq = event.seq;
      for (const check of checks) check.next?.(event);
      evolve(tx, event, state);
    }
    for (const check of checks) check.after?.(command);
    return true;
  } catch (error) {
    problems.add('REPLAY_FAILED', { seq, message: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

function unlessDamaged(problems: ProblemList, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'FILE_DAMAGED') throw error;
    problems.add('FILE_DAMAGED', { message: String(error.context.message) });
  }
}
