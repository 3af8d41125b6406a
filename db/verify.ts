import { Connection, type ReadHandle, type WriteHandle } from './connection.ts';
import { DatabaseError } from './error.ts';
import { eventOfRow, type JournalRow, journalRows } from './journal.ts';
import { evolve } from './projections/index.ts';
import { SiteCache } from './site-cache.ts';
import { AuthorisationCheck } from './verify/authorisations.ts';
import { ChainCheck } from './verify/chain.ts';
import { CommissionCheck } from './verify/commission.ts';
import { type BookCounts, countBooks, type JournalHead, journalHead, noCounts } from './verify/counts.ts';
import { type Problem, ProblemList } from './verify/problems.ts';
import { QueueMoveCheck } from './verify/queue-moves.ts';
import { ReservationCheck } from './verify/reservations.ts';
import { checkRules } from './verify/rules.ts';
import { StockCount } from './verify/stock.ts';
import { compareTables } from './verify/tables.ts';

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
  const commission = new CommissionCheck(problems);
  const authorisations = new AuthorisationCheck(problems);
  const reservations = new ReservationCheck(problems);
  const sites = new SiteCache();
  const temporary = Connection.open('');
  try {
    return temporary.rehearse((tx) => {
      const moves = new QueueMoveCheck(tx, sites, problems);
      const last = journalHead(read)?.seq ?? 0;
      const step = Math.max(1, Math.ceil(last / 100));
      let rows = 0;
      let replaying = true;
      for (const row of journalRows(read)) {
        rows += 1;
        if (rows % step === 0) onProgress(Math.min(1, rows / last));
        chain.next(row);
        replaying &&= replay(tx, row, { stock, commission, authorisations, reservations, moves, sites, problems });
      }
      // After a row that could not be replayed every table differs: that says nothing more.
      if (!replaying) return { journalRows: rows, tables: 0, rows: 0 };
      stock.compare(read, problems);
      commission.finish();
      authorisations.finish();
      reservations.finish();
      moves.finish();
      return { journalRows: rows, ...compareTables(read, tx, problems) };
    });
  } finally {
    temporary.close();
  }
}

interface Replay {
  stock: StockCount;
  commission: CommissionCheck;
  authorisations: AuthorisationCheck;
  reservations: ReservationCheck;
  moves: QueueMoveCheck;
  sites: SiteCache;
  problems: ProblemList;
}

function replay(
  tx: WriteHandle,
  row: JournalRow,
  { stock, commission, authorisations, reservations, moves, sites, problems }: Replay,
): boolean {
  try {
    const event = eventOfRow(row);
    authorisations.next(event);
    reservations.next(event);
    moves.next(event);
    evolve(tx, event, sites);
    stock.next(event);
    commission.next(event);
    return true;
  } catch (error) {
    problems.add('REPLAY_FAILED', { seq: row.seq, message: error instanceof Error ? error.message : String(error) });
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
