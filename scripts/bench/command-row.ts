import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SqlValue } from '../../db/engine/connection.ts';
import type { BareDatabase, BareSqlite } from './bare-database.ts';
import { BenchStore, perRound } from './bench-store.ts';
import { type BenchRow, benchRow } from './row.ts';

const rounds = 100;
const leastShare = 0.5;

type Statement = [sql: string, params: SqlValue[]];

/**
 * Whole commands per second with one writer, against bare SQLite writing the same rows in the same transactions. Both
 * take turns, room by room, so that they see the same machine; nothing but commands and transactions is timed.
 */
export async function commandRateRow(sqlite: BareSqlite): Promise<BenchRow> {
  const dir = mkdtempSync(path.join(tmpdir(), 'clockroom-bench-'));
  try {
    const base = path.join(dir, 'base.sqlite');
    const store = new BenchStore(base);
    store.prepare();
    store.close();

    // The rows are recorded on one copy, the time is taken on another: recording costs time.
    const recorded = path.join(dir, 'recorded.sqlite');
    copyFileSync(base, recorded);
    const recording = new BenchStore(recorded);
    const transactions = recordWrites(recording);
    recording.close();

    const timed = path.join(dir, 'timed.sqlite');
    copyFileSync(base, timed);
    const bare = path.join(dir, 'bare.sqlite');
    copyFileSync(base, bare);
    const timedStore = new BenchStore(timed);
    const db = sqlite.open(bare);
    let bareMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      timedStore.serve(round);
      bareMs += replayMs(db, transactions.slice(round * perRound, (round + 1) * perRound));
    }
    const { commandCount, commandMs } = timedStore;
    timedStore.close();
    db.close();
    return benchRow(
      {
        name: 'command rate',
        unit: 'commands/s',
        value: commandCount / (commandMs / 1000),
        reference: transactions.length / (bareMs / 1000),
        target: `ratio ≥ ${leastShare}`,
        note: `${commandCount} commands (open, start, goods, end, settle, clean); reference: the same ${transactions.flat().length} statements in the same transactions, in turns, nothing decided or read`,
      },
      (ratio) => ratio >= leastShare,
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What the store writes while it works, command by command. */
function recordWrites(store: BenchStore): Statement[][] {
  const transactions: Statement[][] = [];
  let current: Statement[] = [];
  store.onCommand = () => {
    transactions.push(current);
    current = [];
  };
  // Of the store's own file alone: keys of personal fields are written to another.
  const handle = store.db.transact((tx) => tx);
  const run = handle.run.bind(handle);
  handle.run = (sql, ...params) => {
    current.push([sql, params]);
    return run(sql, ...params);
  };
  for (let round = 0; round < rounds; round += 1) store.serve(round);
  return transactions;
}

function replayMs(db: BareDatabase, transactions: Statement[][]): number {
  const startedMs = performance.now();
  for (const statements of transactions) {
    db.exec('BEGIN IMMEDIATE');
    for (const [sql, params] of statements) db.run(sql, ...params);
    db.exec('COMMIT');
  }
  return performance.now() - startedMs;
}
