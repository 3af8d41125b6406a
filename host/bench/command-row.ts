import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandInput, CommandName } from '../../core/store/commands.ts';
import { type SqlValue, WriteHandle } from '../../db/connection.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { CommandExecutor } from '../commands/executor.ts';
import { uuidV7 } from '../ids.ts';
import { readSite } from '../setup/site-files.ts';
import { previewOf } from '../views/lists.ts';
import type { BareDatabase, BareSqlite } from './bare-database.ts';
import { type BenchRow, benchRow } from './row.ts';

const demoSiteFile = path.join(import.meta.dirname, '..', '..', 'site', 'jiangwan.json');
const rounds = 100;
const leastShare = 0.5;

/** Commands of one round, from guests coming to a clean room. */
const perRound = 6;

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
  const { run } = WriteHandle.prototype;
  WriteHandle.prototype.run = function (sql, ...params) {
    current.push([sql, params]);
    return run.call(this, sql, ...params);
  };
  try {
    for (let round = 0; round < rounds; round += 1) store.serve(round);
  } finally {
    WriteHandle.prototype.run = run;
  }
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

/** A store's file with commands run on it, and nothing else of a store. */
class BenchStore {
  readonly #db: StoreDatabase;
  readonly #executor: CommandExecutor;
  /** Time goes on by itself, so that clocks are long enough. */
  #at = Date.UTC(2026, 10, 21, 4);
  commandCount = 0;
  /** Spent in commands. */
  commandMs = 0;
  /** Called after every command. */
  onCommand: () => void = () => {};

  constructor(file: string) {
    this.#db = StoreDatabase.open(file, {
      onWalFault: ({ code, message }) => {
        throw new Error(`${code}: ${message}`);
      },
    });
    this.#executor = new CommandExecutor({
      db: this.#db,
      now: () => this.#at,
      newId: () => uuidV7(this.#at),
      onCommitted: () => {},
    });
  }

  /** The demo store with everybody on duty. */
  prepare(): void {
    const { site } = readSite(readFileSync(demoSiteFile, 'utf8'));
    // What is counted would be sold out.
    const goods = site.goods.map(({ stock: _stock, ...article }) => article);
    this.#act('site.import', { site: { ...site, goods }, demo: true });
    for (const { no } of site.technicians) this.#act('technician.comeOnDuty', { technicianNo: no });
    this.#db.checkpoint();
  }

  /** Guests from coming to a clean room, in one room after the other: six commands. */
  serve(round: number): void {
    const { state } = this.#db;
    const { rooms, services, goods, tenders } = state.site.site;
    const room = rooms[round % rooms.length];
    const service = services.find(({ technicians, guests }) => (technicians ?? 1) === 1 && (guests ?? 1) === 1);
    const drink = goods.find(({ category }) => category === 'drink') ?? goods[0];
    const cash = tenders.find(({ kind }) => kind === 'cash');
    if (!room || !service || !drink || !cash) throw new Error('the demo store has no room, service, goods or cash');
    this.#at += 60_000;
    this.#act('visit.open', { roomNo: room.no, guests: [{}], orders: [{ serviceCode: service.code, choices: [] }] });
    const visit = state.openVisitIn(room.no);
    const [clock] = visit ? state.clocksOf(visit.id) : [];
    const guestId = clock?.guestId;
    if (!visit || !clock || guestId === undefined) throw new Error(`room ${room.no} did not open`);
    this.#act('clock.start', { clockId: clock.id, reason: 'bench' });
    this.#act('goods.order', { guestId, lines: [{ goodsCode: drink.code, quantity: 1 }] });
    this.#at += service.minutes * 60_000;
    this.#act('clock.end', { clockId: clock.id });
    const { totalMinor } = previewOf(this.#db, visit.id, [guestId]);
    this.#act('bill.settle', {
      visitId: visit.id,
      guestIds: [guestId],
      payments: [{ tenderCode: cash.code, amountMinor: totalMinor }],
      expectedTotalMinor: totalMinor,
    });
    this.#act('room.clean', { roomNo: room.no });
  }

  close(): void {
    this.#db.checkpoint();
    this.#db.close();
  }

  #act<N extends CommandName>(name: N, data: CommandInput<N>): void {
    const startedMs = performance.now();
    this.#executor.execute(uuidV7(this.#at), name, data, { actor: 'M01', station: 'desk' });
    this.commandMs += performance.now() - startedMs;
    this.commandCount += 1;
    this.onCommand();
  }
}
