import {
  expireJobs,
  failJob,
  finishJob,
  type Job,
  markJobUncertain,
  nextJobAt,
  retryJob,
  takeNextJob,
} from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { Scheduler, TimerHandle } from '../../hardware/scheduler.ts';
import { isOvertaken } from '../paper/jobs.ts';

import { failureOf, waitAfterMs } from './job-outcome.ts';
import { mergeEqual, overtakeJob, type SkipCode } from './job-runs.ts';

/** What does the jobs of one device. */
export interface JobDevice {
  /**
   * Resolves when done. HardwareError: PRINTER_MAYBE_PRINTED → the job becomes `uncertain`; other codes → nothing
   * happened, tried again with growing waits until it expires (what can never succeed fails at once).
   */
  run(job: Job): Promise<void>;
}

export interface LaneOptions {
  db: StoreDatabase;
  /** UTC ms. */
  now(): number;
  scheduler: Scheduler;
  deviceFor(device: string): JobDevice | null;
  /** Why a job is not to be done now and not later; null where it is. */
  skip?(job: Job): SkipCode | null;
  /** A job changed its state. */
  onChange(): void;
  /** Told of a job that took `slowJobMs` or longer. */
  onSlow?(facts: { device: string; jobId: string; durationMs: number }): void;
  log(message: string, facts: object): void;
}

const slowJobMs = 10_000;
/** The wall clock may be set back; no wait for it is longer than this. */
const longestWaitMs = 30_000;

/**
 * The jobs of one device, one after the other, the most urgent first. A device that failed is left alone for a while,
 * with everything that waits for it; other lanes know nothing of that.
 */
export class DeviceLane {
  readonly #device: string;
  readonly #options: LaneOptions;
  #underWay: Promise<void> | undefined;
  #timer: TimerHandle | undefined;
  #failures = 0;
  /** On the scheduler's clock: nothing is begun before. */
  #restsUntilMs = Number.NEGATIVE_INFINITY;
  #state: 'open' | 'stopped' | 'abandoned' = 'open';
  /** What came of a job and could not be written down: nothing is begun before it is. */
  #unwritten: (() => void) | undefined;

  constructor(device: string, options: LaneOptions) {
    this.#device = device;
    this.#options = options;
  }

  /** Resolves when the job under way has ended, or at once. Never rejects. */
  get underWay(): Promise<void> {
    return this.#underWay ?? Promise.resolve();
  }

  /** Begins the next job that is due, or waits for it. */
  wake(): void {
    if (this.#state !== 'open' || this.#underWay) return;
    const { scheduler } = this.#options;
    scheduler.clearTimeout(this.#timer);
    this.#timer = undefined;
    const restMs = this.#restsUntilMs - scheduler.now();
    if (restMs > 0) {
      this.#wakeIn(restMs);
      return;
    }
    if (this.#unwritten) {
      if (this.#write(this.#unwritten)) this.wake();
      else this.#wakeIn(this.#restsUntilMs - scheduler.now());
      return;
    }
    try {
      const job = this.#take();
      if (job) this.#begin(job);
      else this.#waitForNext();
    } catch (error) {
      this.#options.log('the jobs of a device cannot be read', { device: this.#device, err: error });
      this.#wakeIn(longestWaitMs);
    }
  }

  /** A person waits for the device: it is tried now, whatever happened before. */
  hurry(): void {
    this.#failures = 0;
    this.#restsUntilMs = Number.NEGATIVE_INFINITY;
    this.wake();
  }

  /** Begins nothing any more; what is under way goes on. */
  stop(): void {
    this.#state = 'stopped';
    this.#options.scheduler.clearTimeout(this.#timer);
  }

  /** From here on nothing is written of the job under way: it stays `running`, and the next start sees it so. */
  abandon(): void {
    this.#state = 'abandoned';
  }

  #take(): Job | null {
    const { db, now } = this.#options;
    const at = now();
    let hasChanged = false;
    const job = db.transact((tx) => {
      hasChanged = expireJobs(tx, at) > 0;
      for (;;) {
        const next = takeNextJob(tx, this.#device, at);
        if (!next) return null;
        const skipCode = isOvertaken(next, db.state, at) ? 'JOB_OVERTAKEN' : (this.#options.skip?.(next) ?? null);
        if (skipCode === null) {
          mergeEqual(tx, next, at);
          return next;
        }
        overtakeJob(tx, next.id, at, skipCode);
        hasChanged = true;
      }
    });
    if (job || hasChanged) this.#tellChange();
    return job;
  }

  #begin(job: Job): void {
    this.#underWay = this.#work(job).finally(() => {
      this.#underWay = undefined;
      this.wake();
    });
  }

  async #work(job: Job): Promise<void> {
    const { scheduler, deviceFor, onSlow } = this.#options;
    const startedMs = scheduler.now();
    try {
      const device = deviceFor(this.#device);
      if (device) {
        await device.run(job);
        this.#failures = 0;
        this.#write(() => this.#finish(job));
      } else {
        this.#write(() => this.#tryLater(job, 'DEVICE_UNKNOWN'));
      }
    } catch (error) {
      this.#write(() => this.#fail(job, error));
    }
    const durationMs = scheduler.now() - startedMs;
    if (durationMs >= slowJobMs) onSlow?.({ device: this.#device, jobId: job.id, durationMs });
  }

  /**
   * What came of a job must not end the lane. Where it cannot be written (a full disk) the job stays `running`, and it
   * is written when there is room; the next start would ask a person about it.
   */
  #write(work: () => void): boolean {
    if (this.#state === 'abandoned') return false;
    try {
      work();
      this.#unwritten = undefined;
    } catch (error) {
      this.#unwritten = work;
      this.#options.log('what came of a job cannot be written', { device: this.#device, err: error });
      this.#rest();
    }
    this.#tellChange();
    return this.#unwritten === undefined;
  }

  /** A listener's fault must not lose the job that was just taken. */
  #tellChange(): void {
    const { onChange, log } = this.#options;
    try {
      onChange();
    } catch (error) {
      log('a change of a job could not be told', { device: this.#device, err: error });
    }
  }

  #finish(job: Job): void {
    const { db, now } = this.#options;
    db.transact((tx) => finishJob(tx, job.id, now()));
  }

  #fail(job: Job, error: unknown): void {
    const { db, now, log } = this.#options;
    const { kind, code } = failureOf(error, job);
    log('a job was not done', {
      device: this.#device,
      jobId: job.id,
      kind: job.payload.kind,
      outcome: kind,
      err: error,
    });
    if (kind === 'again') {
      this.#tryLater(job, code);
    } else if (kind === 'never') {
      db.transact((tx) => failJob(tx, job.id, now(), code));
    } else {
      db.transact((tx) => markJobUncertain(tx, job.id, now(), code));
    }
  }

  #tryLater(job: Job, code: string): void {
    const { db, now } = this.#options;
    const waitMs = this.#rest();
    const at = now();
    db.transact((tx) => retryJob(tx, job.id, Math.min(at + waitMs, job.expiresAt), code));
  }

  /** Leaves the device alone for a while; returns for how long. */
  #rest(): number {
    this.#failures += 1;
    const waitMs = waitAfterMs(this.#failures);
    this.#restsUntilMs = this.#options.scheduler.now() + waitMs;
    return waitMs;
  }

  #waitForNext(): void {
    const { db, now } = this.#options;
    const nextAt = nextJobAt(db.read, this.#device);
    if (nextAt !== null) this.#wakeIn(Math.min(Math.max(nextAt - now(), 1), longestWaitMs));
  }

  #wakeIn(delayMs: number): void {
    this.#timer = this.#options.scheduler.setTimeout(() => this.wake(), delayMs);
  }
}
