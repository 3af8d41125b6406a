import { readFileSync } from 'node:fs';
import path from 'node:path';
import { minuteMs } from '../../core/kernel/time.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import { sendersOf } from '../../core/parts.ts';
import { finishJob, jobHeadsIn } from '../../db/operational/jobs.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../../host/contract/commands.ts';
import { previewOf } from '../../host/parts/bills/preview.ts';
import { type BusyDays, playBusyDays } from '../../host/setup/busy-days.ts';
import { readSite } from '../../host/setup/site-files.ts';
import { CommandExecutor } from '../../host/store/executor.ts';
import { IdSequence } from '../../host/store/ids.ts';

const demoSiteFile = path.join(import.meta.dirname, '..', '..', 'site', 'jiangwan.json');

/** Commands of one round, from guests coming to a clean room. */
export const perRound = 6;

/** A store's file with commands run on it, and nothing else of a store. */
export class BenchStore {
  readonly db: StoreDatabase;
  readonly #executor: CommandExecutor;
  readonly #ids = new IdSequence();
  /** Time goes on by itself, so that clocks are long enough. */
  at = Date.UTC(2026, 10, 21, 4);
  commandCount = 0;
  /** Spent in commands. */
  commandMs = 0;
  /** Called after every command, with the time it took. */
  onCommand: (durationMs: number) => void = () => {};

  /** Not `durable`: commits are not synced, for what is measured without the disk. */
  constructor(file: string, durable = true) {
    this.db = StoreDatabase.open(file, {
      durable,
      onWalFault: ({ code, message }) => {
        throw new Error(`${code}: ${message}`);
      },
    });
    this.#executor = new CommandExecutor({
      db: this.db,
      now: () => this.at,
      newId: () => this.#ids.next(this.at),
      onCommitted: () => {},
    });
  }

  /** The demo store as it is set up, nobody on duty. `at`: ISO 8601. */
  setUp(at: string): void {
    this.at = Date.parse(at);
    this.#act('site.import', { site: readSite(readFileSync(demoSiteFile, 'utf8')).site, demo: true });
  }

  /** The demo store with everybody on duty. */
  prepare(): void {
    const { site } = readSite(readFileSync(demoSiteFile, 'utf8'));
    // What is counted would be sold out.
    const goods = site.goods.map(({ stock: _stock, ...article }) => article);
    this.#act('site.import', { site: { ...site, goods }, demo: true });
    for (const { no } of site.technicians) this.#act('technician.comeOnDuty', { technicianNo: no });
    this.db.checkpoint();
  }

  /** Trading days of a busy house, each in one commit; `onDay` is told after each. */
  playBusyDays(days: Pick<BusyDays, 'fromDate' | 'days' | 'visitsPerDay'>, onDay: () => void): void {
    const hands = {
      state: this.db.state,
      run: this.run,
      setTime: (at: number) => {
        this.at = at;
      },
    };
    const gathered = (work: () => void) => {
      this.db.gather(() => {
        work();
        this.finishJobs();
      });
      onDay();
    };
    playBusyDays(hands, { ...days, onDay: gathered });
  }

  /** Of everything that is counted there is enough for whatever is measured. */
  fillUp(): void {
    const { goods, site } = this.db.state;
    for (const { code: goodsCode } of site.site.goods) {
      if (goods.stockOf(goodsCode) === null) continue;
      this.#act('stock.adjust', { goodsCode, quantity: 10_000, reason: 'bench' });
    }
  }

  /** What would have been printed and spoken is done. */
  finishJobs(): void {
    this.db.transact((tx) => {
      for (const { id } of jobHeadsIn(this.db.read, 'waiting')) finishJob(tx, id, this.at);
    });
  }

  /** Guests from coming to a clean room, in one room after the other: six commands. */
  serve(round: number): void {
    const { state } = this.db;
    const { rooms, services, goods, tenders } = state.site.site;
    const free = rooms.filter(({ no }) => state.visits.openIn(no) === null);
    const room = free[round % free.length];
    const service = services.find(({ technicians, guests }) => (technicians ?? 1) === 1 && (guests ?? 1) === 1);
    const drink = goods.find(({ category }) => category === 'drink') ?? goods[0];
    const cash = tenders.find(({ kind }) => kind === 'cash');
    if (!room || !service || !drink || !cash) throw new Error('the demo store has no room, service, goods or cash');
    this.at += minuteMs;
    this.#act('visit.open', { roomNo: room.no, guests: [{}], orders: [{ serviceCode: service.code, choices: [] }] });
    const visit = state.visits.openIn(room.no);
    const [clock] = visit ? state.clocks.ofVisit(visit.id) : [];
    const guestId = clock?.guestId;
    if (!visit || !clock || guestId === undefined) throw new Error(`room ${room.no} did not open`);
    this.#act('clock.start', { clockId: clock.id, reason: 'bench' });
    this.#act('goods.order', { guestId, lines: [{ goodsCode: drink.code, quantity: 1 }] });
    this.at += service.minutes * minuteMs;
    this.#act('clock.end', { clockId: clock.id });
    const { totalMinor } = previewOf(this.db, visit.id, [guestId]);
    this.#act('bill.settle', {
      visitId: visit.id,
      guestIds: [guestId],
      payments: [{ tenderCode: cash.code, amountMinor: totalMinor }],
      expectedTotalMinor: totalMinor,
    });
    this.#act('room.clean', { roomNo: room.no });
  }

  close(): void {
    this.db.checkpoint();
    this.db.close();
  }

  /** Runs a command as the store does for whoever asks. */
  readonly run: RunOwn = (name, data, actor, station, sender = 'store') => {
    const startedMs = performance.now();
    this.#executor.execute(this.#ids.next(this.at), name, data, { actor, station, sender });
    const durationMs = performance.now() - startedMs;
    this.commandMs += durationMs;
    this.commandCount += 1;
    this.onCommand(durationMs);
  };

  #act<N extends CommandName>(name: N, data: CommandInput<N>): void {
    this.run(name, data, 'M01', 'desk', sendersOf(name)[0] ?? 'store');
  }
}
