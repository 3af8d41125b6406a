import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hourMs } from '../../core/kernel/time.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { Scheduler, TimerHandle } from '../../hardware/scheduler.ts';
import type { Connection } from '../contract/connection.ts';
import { seatOf } from '../parts/practice/seat.ts';
import type { PracticeRunService, PractisedStore } from '../parts/practice/service.ts';
import type { PracticeRunView, PracticeSeat } from '../parts/practice/views.ts';

/** What is asked of the store of a practice: a running store of its own, on a copy. */
export interface PracticeStore extends PractisedStore {
  readonly sessions: PractisedStore['sessions'] & {
    /** Signs somebody in who is signed in at the real store. Gives the token. */
    signInAs(connection: Connection, staffNo: string): string;
  };
  close(): Promise<void>;
}

export interface PracticeRunsOptions<Store> {
  /** The store's own folder; copies live and die in `practice` within it, as well protected as the store is. */
  dataDir: string;
  /** Copies the store into a folder as of now, while it goes on: without cards, PINs, keys and pay. */
  copyInto(folder: string): Promise<void>;
  /** Opens the copy in a folder, with nothing but simulated devices. */
  open(folder: string): Promise<Store>;
  /** Whether somebody still works here and may practise. */
  mayPractise(staffNo: string): boolean;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

/** A practice nobody has touched for so long is forgotten: its screens were closed without leaving. */
const idleMs = 2 * hourMs;
const mostSeats = 64;

interface Run<Store> {
  store: Store;
  folder: string;
  startedAt: number;
  startedBy: string;
  /** Who took each. */
  seats: Map<string, string>;
  lastUsedAt: number;
  timer: TimerHandle | undefined;
}

/** The practice that runs beside the store, if one does. */
export class PracticeRuns<Store extends PracticeStore> implements PracticeRunService<Store> {
  readonly #options: PracticeRunsOptions<Store>;
  readonly #folder: string;
  readonly #listeners = new Set<() => void>();
  #run: Run<Store> | null = null;
  /** Starting and ending, one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** Throws away what a practice left behind when the program was stopped. */
  constructor(options: PracticeRunsOptions<Store>) {
    this.#options = options;
    this.#folder = path.join(options.dataDir, 'practice');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  state(): PracticeRunView {
    const run = this.#run;
    return { startedAt: run?.startedAt ?? null, startedBy: run?.startedBy ?? null, seats: run?.seats.size ?? 0 };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  join(connection: Connection, staffNo: string): Promise<PracticeSeat> {
    return this.#inTurn(async () => {
      if (this.#isClosed) throw siteError('PRACTICE_OVER');
      const run = this.#run ?? (await this.#start(staffNo));
      if (run.seats.size >= mostSeats) throw siteError('PRACTICE_NOT_HERE');
      const token = randomBytes(32).toString('base64url');
      const sessionToken = run.store.sessions.signInAs(seatOf(connection), staffNo);
      run.seats.set(token, staffNo);
      this.#tell();
      return { token, sessionToken };
    });
  }

  hasSeat(token: string): boolean {
    return this.#run?.seats.has(token) ?? false;
  }

  storeOf(token: string): Store {
    const run = this.#run;
    const staffNo = run?.seats.get(token);
    if (!run || staffNo === undefined) throw siteError('PRACTICE_OVER');
    // Whoever may not be here any more may not be there either.
    if (!this.#options.mayPractise(staffNo)) throw siteError('PRACTICE_OVER');
    run.lastUsedAt = this.#options.scheduler.now();
    return run.store;
  }

  leave(token: string): Promise<void> {
    return this.#inTurn(async () => {
      const run = this.#run;
      if (!run?.seats.delete(token)) return;
      if (run.seats.size === 0) await this.#end(run);
      else this.#tell();
    });
  }

  end(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#run) await this.#end(this.#run);
    });
  }

  /** Ends it with the store. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.end();
  }

  async #start(startedBy: string): Promise<Run<Store>> {
    const { copyInto, open, scheduler, now, log } = this.#options;
    const folder = path.join(this.#folder, randomBytes(8).toString('hex'));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      await copyInto(folder);
      const store = await open(folder);
      const run: Run<Store> = {
        ...{ store, folder, startedBy, startedAt: now(), seats: new Map<string, string>() },
        lastUsedAt: scheduler.now(),
        timer: undefined,
      };
      this.#run = run;
      this.#watch(run, idleMs);
      log.info({ startedBy }, 'a practice has begun');
      return run;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  #watch(run: Run<Store>, delayMs: number): void {
    const { scheduler, log } = this.#options;
    run.timer = scheduler.setTimeout(() => {
      const leftMs = run.lastUsedAt + idleMs - scheduler.now();
      if (leftMs > 0) {
        this.#watch(run, leftMs);
        return;
      }
      void this.#inTurn(async () => {
        if (this.#run === run) await this.#end(run);
      }).catch((error: unknown) => log.warn({ err: error }, 'a practice could not be thrown away'));
    }, delayMs);
  }

  /** From here on every call of its screens is refused; then the copy goes. */
  async #end(run: Run<Store>): Promise<void> {
    const { scheduler, log } = this.#options;
    this.#run = null;
    scheduler.clearTimeout(run.timer);
    this.#tell();
    try {
      await run.store.close();
    } finally {
      rmSync(run.folder, { recursive: true, force: true });
    }
    log.info({}, 'the practice is over, its copy thrown away');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** In a practice there is no other practice. */
export const noPracticeRuns: PracticeRunService<never> & { close(): Promise<void> } = {
  state: () => ({ startedAt: null, startedBy: null, seats: 0 }),
  onChange: () => () => {},
  join: async () => {
    throw siteError('PRACTICE_NOT_HERE');
  },
  hasSeat: () => false,
  storeOf: () => {
    throw siteError('PRACTICE_OVER');
  },
  leave: async () => {},
  end: async () => {},
  close: async () => {},
};
