import { dayMs, hourMs, minuteMs } from '../../core/kernel/time.ts';
import { deviceError } from '../../core/model/devices/errors.ts';
import {
  type Job,
  type JobHead,
  jobById,
  jobHeadsIn,
  jobsIn,
  recoverJobs,
  rerouteJob,
} from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { Scheduler, TimerHandle } from '../../hardware/scheduler.ts';
import { DeviceLane, type JobDevice } from './device-lane.ts';
import { isPrinted, isSpoken } from './device-names.ts';
import { askAgain, isOpenJob, type SkipCode, takeOffList } from './job-runs.ts';

export type { JobDevice } from './device-lane.ts';

export interface JobRunnerOptions {
  db: StoreDatabase;
  /** The wall clock, UTC ms. */
  now(): number;
  scheduler: Scheduler;
  /** What does the jobs of a device as they name it (`voice`, `printer/front`); null while there is none. */
  deviceFor(device: string): JobDevice | null;
  /** Why a job is not to be done now and not later; null where it is. */
  skip?(job: Job): SkipCode | null;
  /** Where the waiting jobs of a device go instead by a rule of the store; null: they wait for it. */
  standInFor?(device: string): string | null;
  /** A job was sent to another device by a rule. */
  onRerouted?(job: JobHead, device: string): void;
  /** A job changed its state. */
  onChange(): void;
  /** Told of a job that took long. */
  onSlow?(facts: { device: string; jobId: string; durationMs: number }): void;
  log(message: string, facts: object): void;
}

/** How long what a person asked for again is tried. */
const askedAgainForMs = 10 * minuteMs;
/** A call that was not spoken is of no interest after this. */
const announcementsListedForMs = 120 * minuteMs;
/** A slip nobody has decided about goes off the list after a week. */
const slipsListedForMs = 7 * dayMs;
const forgetEveryMs = hourMs;
/** Those that people may see. */
const listedStates = ['failed', 'expired', 'uncertain', 'waiting'] as const;
/** Longest wait of `stop` for a job under way. */
const stopWithinMs = 10_000;

/**
 * Runs the store's jobs after their commit: one lane per device, so that a device that is away holds up nobody else.
 * An idle store is not looked at: commits wake it, and timers for what waits.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #lanes = new Map<string, DeviceLane>();
  #look: TimerHandle | undefined;
  #isRunning = false;
  /** On the scheduler's clock. */
  #forgetsAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Recovers what was running when the program stopped, then starts. */
  start(): void {
    if (this.#isRunning) return;
    const { db, now } = this.#options;
    this.#isRunning = true;
    const at = now();
    db.transact((tx) => recoverJobs(tx, at));
    this.wake();
  }

  /** After each commit: looks for new work. Returns at once; a swipe does not wait for a printer. */
  wake(): void {
    if (!this.#isRunning || this.#look) return;
    this.#look = this.#options.scheduler.setTimeout(() => {
      this.#look = undefined;
      this.#forgetOld();
      const waiting = this.#jobsIn('waiting');
      const isSame = !this.#sendToStandIns(waiting);
      const devices = (isSame ? waiting : this.#jobsIn('waiting')).map((job) => job.device);
      for (const device of new Set(devices)) this.#laneOf(device).wake();
    }, 0);
  }

  /**
   * A person wants an open job done: what failed, expired or is uncertain once more, what waits at once.
   * Throws StoreError JOB_UNKNOWN, JOB_NOT_OPEN.
   */
  retry(jobId: string): void {
    const job = this.open(jobId);
    const at = this.#options.now();
    this.#options.db.transact((tx) => askAgain(tx, job, at, at + askedAgainForMs));
    this.#options.onChange();
    if (this.#isRunning) this.#laneOf(job.device).hurry();
  }

  /**
   * A person sends a slip to another printer: one that waits, at once; one that failed, expired or is uncertain, once
   * more. Never one that is being printed. Throws StoreError JOB_UNKNOWN, JOB_NOT_OPEN.
   */
  reroute(jobId: string, device: string): void {
    const { db, now, onChange } = this.#options;
    const job = this.open(jobId, true);
    const at = now();
    db.transact((tx) => {
      if (job.state !== 'waiting') askAgain(tx, job, at, at + askedAgainForMs);
      rerouteJob(tx, jobId, device, at);
    });
    onChange();
    if (this.#isRunning) this.#laneOf(device).hurry();
  }

  /** Sends everything that waits for a device to another one; how many there were. */
  rerouteAll(from: string, to: string): number {
    const { db, now, onChange } = this.#options;
    const at = now();
    const waiting = this.waitingFor(from);
    db.transact((tx) => {
      for (const job of waiting) rerouteJob(tx, job.id, to, at);
    });
    if (waiting.length > 0) onChange();
    if (this.#isRunning) this.#laneOf(to).hurry();
    return waiting.length;
  }

  /** A job people may decide about. `orWaiting`: also one that waits its turn. Throws StoreError JOB_UNKNOWN, JOB_NOT_OPEN. */
  open(jobId: string, orWaiting = false): Job {
    const job = jobById(this.#options.db.read, jobId);
    if (!job) throw deviceError('JOB_UNKNOWN', { jobId });
    if (!(isOpenJob(job) || (orWaiting && job.state === 'waiting'))) throw deviceError('JOB_NOT_OPEN', { jobId });
    return job;
  }

  /** What waits for a device. */
  waitingFor(device: string): JobHead[] {
    return this.#jobsIn('waiting').filter((job) => job.device === device);
  }

  /** Takes an open job off the list for good. Throws StoreError JOB_UNKNOWN, JOB_NOT_OPEN. */
  dismiss(jobId: string): void {
    const job = this.open(jobId);
    this.#options.db.transact((tx) => takeOffList(tx, job, this.#options.now()));
    this.#options.onChange();
  }

  /** What people should see, oldest first: failed, expired and uncertain jobs, and waiting ones with an error. */
  list(): Job[] {
    const at = this.#options.now();
    return jobsIn(this.#options.db.read, ...listedStates).filter((job) => isToSee(job, at));
  }

  /**
   * What people should see, how many jobs wait, by device, and how much that was to be heard was not: all from one look at
   * the table. A call that is being tried again has not been heard yet: an engine that hangs is at it all the time.
   */
  overview(): { toSee: JobHead[]; waiting: ReadonlyMap<string, number>; notSpoken: number } {
    const at = this.#options.now();
    const jobs = this.#jobsIn(...listedStates, 'running');
    const waiting = new Map<string, number>();
    for (const { state, device } of jobs) {
      if (state === 'waiting') waiting.set(device, (waiting.get(device) ?? 0) + 1);
    }
    const toSee = jobs.filter((job) => isToSee(job, at));
    const triedAgain = jobs.filter((job) => job.state === 'running' && job.errorCode !== null && isSpoken(job));
    return { toSee, waiting, notSpoken: toSee.filter(isSpoken).length + triedAgain.length };
  }

  /** Begins nothing any more and waits for what is under way, a print included, ten seconds at most. */
  async stop(): Promise<void> {
    const { scheduler } = this.#options;
    this.#isRunning = false;
    scheduler.clearTimeout(this.#look);
    this.#look = undefined;
    const lanes = [...this.#lanes.values()];
    for (const lane of lanes) lane.stop();
    let timer: TimerHandle | undefined;
    const late = new Promise<void>((resolve) => {
      timer = scheduler.setTimeout(resolve, stopWithinMs);
    });
    await Promise.race([Promise.all(lanes.map((lane) => lane.underWay)), late]);
    scheduler.clearTimeout(timer);
    for (const lane of lanes) lane.abandon();
    this.#lanes.clear();
  }

  /** Now and then, while there is work: a list nobody looks at must not grow for ever. */
  #forgetOld(): void {
    const { db, now, scheduler } = this.#options;
    if (scheduler.now() < this.#forgetsAtMs) return;
    this.#forgetsAtMs = scheduler.now() + forgetEveryMs;
    const at = now();
    const old = this.#jobsIn('failed', 'expired', 'uncertain').filter((job) => isForgotten(job, at));
    if (old.length === 0) return;
    db.transact((tx) => {
      for (const job of old) takeOffList(tx, job, at);
    });
    this.#options.onChange();
  }

  /**
   * By rule a slip moves once: what waits for a stand-in that fails too waits there, and a person sees it. Whether any
   * of those that wait was moved.
   */
  #sendToStandIns(waiting: readonly JobHead[]): boolean {
    const { db, now, standInFor, onRerouted, onChange } = this.#options;
    if (!standInFor) return false;
    const moves = waiting.flatMap((job) => {
      const standIn = job.routedFrom === null && isPrinted(job) ? standInFor(job.device) : null;
      return standIn === null ? [] : [{ job, standIn }];
    });
    if (moves.length === 0) return false;
    db.transact((tx) => {
      for (const { job, standIn } of moves) rerouteJob(tx, job.id, standIn, now());
    });
    for (const { job, standIn } of moves) onRerouted?.(job, standIn);
    onChange();
    return true;
  }

  #laneOf(device: string): DeviceLane {
    const lane = this.#lanes.get(device) ?? new DeviceLane(device, this.#options);
    this.#lanes.set(device, lane);
    return lane;
  }

  #jobsIn(...states: Job['state'][]): JobHead[] {
    return jobHeadsIn(this.#options.db.read, ...states);
  }
}

function isToSee(job: JobHead, at: number): boolean {
  return isOpenJob(job) && !isForgotten(job, at);
}

/** Too old to be of interest to anybody. */
function isForgotten(job: JobHead, at: number): boolean {
  if (job.state === 'waiting') return false;
  const listedForMs = isPrinted(job) ? slipsListedForMs : announcementsListedForMs;
  return at - (job.finishedAt ?? job.createdAt) > listedForMs;
}
