import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import type { CommandName } from '../../../core/model/commands.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';

export const managerPin = '48151623';

/** A store that is looked after, in a folder of its own, opened and closed as often as a test likes. */
export class WatchedStore {
  readonly dataDir = path.join(temporaryDirectory(), 'store');
  readonly beaconFolder = path.join(temporaryDirectory(), 'beacons');
  secondPlace: string | null = null;
  readonly logged: string[] = [];
  #store: RunningStore | null = null;
  #scheduler = new SimulatedScheduler({ epochMs: Date.parse('2026-11-21T04:00:00Z') });
  #reopening: Promise<void> = Promise.resolve();
  #ids = 0;

  constructor() {
    mkdirSync(this.dataDir);
    onTestFinished(() => this.close());
  }

  get file(): string {
    return path.join(this.dataDir, 'store.sqlite');
  }

  get store(): RunningStore {
    if (!this.#store) throw new Error('the store is not open');
    return this.#store;
  }

  async open(): Promise<RunningStore> {
    const note = (facts: object, message: string) => this.logged.push(`${message} ${JSON.stringify(facts)}`);
    this.#store = await RunningStore.open({
      dataDir: this.dataDir,
      log: { info: note, warn: note, error: note },
      voice: 'none',
      scheduler: this.#scheduler,
      now: () => this.#scheduler.wallNow(),
      safekeeping: {
        beaconFolder: this.beaconFolder,
        secondPlace: this.secondPlace,
        reopen: (work) => {
          this.#reopening = this.#reopening.then(async () => {
            await this.close();
            await work();
            await this.open();
          });
        },
      },
    });
    return this.#store;
  }

  /** A new store with a manager who has a PIN. */
  async setUp(): Promise<this> {
    const store = await this.open();
    const site = exampleSite();
    await store.setup.fromFile(JSON.stringify({ ...site, buses: [], printers: site.printers.slice(0, 1) }));
    await store.sessions.setFirstPin(this.desk(), 'M01', managerPin);
    return this;
  }

  desk(): Connection {
    return { stationId: 'desk', isOwn: true, sessionToken: null };
  }

  act(name: CommandName, data: object): void {
    this.#ids += 1;
    const commandId = `0193b000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`;
    this.store.act(this.desk(), commandId, { name, data } as Parameters<RunningStore['act']>[2]);
  }

  /** Something happens in the store. */
  work(times = 1): void {
    for (let time = 0; time < times; time += 1) {
      this.act('room.putOutOfOrder', { roomNo: '201', reason: 'leak' });
      this.act('room.putInOrder', { roomNo: '201' });
    }
  }

  /** The store's time passes; what it begins by itself is waited for until `isDone`. */
  async wait(minutes: number, isDone: () => boolean = () => true): Promise<void> {
    await this.#scheduler.advance(minutes * 60_000);
    for (let look = 0; !isDone(); look += 1) {
      if (look > 3_000) throw new Error(`it does not come: ${this.logged.slice(-4).join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await this.#scheduler.advance(1_000);
    }
  }

  /** Whoever closes it and opens it again by itself has done so. */
  async reopened(): Promise<void> {
    await this.#reopening;
  }

  async close(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    this.#store = null;
    let isClosed = false;
    const closed = store.close().finally(() => {
      isClosed = true;
    });
    while (!isClosed) {
      await this.#scheduler.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await closed;
  }

  /** A copy of the closed store's file as it is now. */
  copy(): string {
    const copy = path.join(temporaryDirectory(), 'store.sqlite');
    copyFileSync(this.file, copy);
    if (existsSync(`${this.file}-wal`)) throw new Error('the store is open');
    return copy;
  }

  codes(): string[] {
    return this.store.safekeeping.state().stop?.faults.map(({ code }) => code) ?? [];
  }
}

/** The code something is refused with; `done` where it is not. */
export async function refusal(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof StoreError ? error.code : error;
  }
}
