import type { Site } from '../../../core/model/site/schema.ts';
import { type Job, jobsIn } from '../../../db/operational/jobs.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import type { SimPrinter } from '../../../hardware/sim/printer.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { DevicePaths } from '../../../host/devices/kind/device-path.ts';
import { StorePrinters } from '../../../host/devices/printers/printers.ts';
import { type JobDevice, JobRunner } from '../../../host/effects/job-runner.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite, must, ShopDay } from '../../db/shop-day.ts';

const startsAt = Date.UTC(2026, 10, 21, 4, 0, 0);

/** Says nothing, remembers what it was given. */
export class SilentVoice implements JobDevice {
  readonly jobs: Job[] = [];
  async run(job: Job): Promise<void> {
    this.jobs.push(job);
  }
}

export interface SimulatedStoreOptions {
  /** Default: a new one in memory. */
  db?: StoreDatabase;
  /** The file holds a store already. */
  isSetUp?: boolean;
  scheduler?: SimulatedScheduler;
  site?: Site;
  voice?: JobDevice;
}

/** A store with its printers on simulated time and memory lines: real jobs, real bytes, no waiting. */
export class SimulatedStore {
  readonly db: StoreDatabase;
  readonly scheduler: SimulatedScheduler;
  readonly day: ShopDay;
  readonly printers: StorePrinters;
  readonly runner: JobRunner;
  readonly voice: JobDevice;
  readonly logged: string[] = [];
  changes = 0;

  constructor({
    db,
    isSetUp = false,
    scheduler,
    site = exampleSite(),
    voice = new SilentVoice(),
  }: SimulatedStoreOptions = {}) {
    this.db = db ?? StoreDatabase.open(':memory:');
    this.scheduler = scheduler ?? new SimulatedScheduler({ epochMs: startsAt });
    this.voice = voice;
    this.day = new ShopDay(this.db);
    if (!isSetUp) this.day.importSite(site);
    const now = () => this.scheduler.wallNow();
    const onChange = () => {
      this.changes += 1;
    };
    this.printers = new StorePrinters({
      paths: new DevicePaths(temporaryDirectory()),
      site: () => this.db.state.site,
      db: this.db,
      scheduler: this.scheduler,
      now,
      onChange,
      onDown: () => this.runner.wake(),
    });
    this.runner = new JobRunner({
      db: this.db,
      now,
      scheduler: this.scheduler,
      deviceFor: (device) => (device === 'voice' ? this.voice : this.printers.device(device)),
      standInFor: (device) => this.printers.standInFor(device),
      onChange,
      log: (message) => void this.logged.push(message),
    });
  }

  /** Lets the printers be found, and starts the jobs. */
  async start(): Promise<this> {
    await this.scheduler.advance(2_000);
    this.runner.start();
    await this.wait(0);
    return this;
  }

  /** Acts at this moment of simulated time, and tells the runner as a commit does. */
  act<T>(work: (day: ShopDay) => T): T {
    this.day.at = this.scheduler.wallNow();
    const result = work(this.day);
    this.runner.wake();
    return result;
  }

  async wait(seconds: number): Promise<void> {
    await this.scheduler.advance(seconds * 1_000);
  }

  /** Opens a room for one guest and calls a technician there; the clock's id. */
  call(roomNo: string, technicianNo: string, serviceCode = '101'): string {
    return this.act((day) => day.order(must(day.openRoom(roomNo, [null]).guestIds[0]), technicianNo, serviceCode));
  }

  sim(id: string): SimPrinter {
    return must(this.printers.sim(id));
  }

  jobsOf(device: string): Job[] {
    const all = jobsIn(this.db.read, 'waiting', 'running', 'done', 'failed', 'expired', 'uncertain', 'dismissed');
    return all.filter((job) => job.device === device);
  }

  states(device: string): string[] {
    return this.jobsOf(device).map((job) => job.state);
  }

  /** Device, state and error of what people are shown. */
  listed(): [string, string, string | null][] {
    return this.runner.list().map(({ device, state, errorCode }) => [device, state, errorCode]);
  }
}
