import path from 'node:path';
import { StoreError } from '../../core/kernel/error.ts';
import { deviceError } from '../../core/model/devices/errors.ts';
import type { JournalEvent } from '../../core/model/events.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { Section } from '../../core/model/site/sections.ts';
import { sectionsIn } from '../../core/model/site/told.ts';

import type { Job } from '../../db/operational/jobs.ts';
import { HardwareError } from '../../hardware/error.ts';
import { isSpoken } from '../effects/device-names.ts';
import { JobRunner } from '../effects/job-runner.ts';
import { jobSummary } from '../paper/jobs.ts';
import type { DeviceSummary, JobView, TerminalState, TerminalView } from '../parts/devices/views.ts';
import { simulatedIndex } from '../practice/simulated-site.ts';
import { FindingDesk } from './finding/finding-desk.ts';
import { type FindingMachine, thisMachine } from './finding/machine.ts';
import type { DeviceHouse, DeviceKind, JobsOverview } from './kind/device-kind.ts';
import { DeviceLog } from './kind/device-log.ts';
import { DevicePaths } from './kind/device-path.ts';
import type { DeviceKinds, KindsOptions, Shares } from './kinds.ts';
import { deviceKinds } from './kinds.ts';
import type { StorePrinters } from './printers/printers.ts';
import type { StoreReaders } from './readers/readers.ts';
import { SimulatedDevices } from './simulated-devices.ts';
import type { BusDesk } from './terminals/bus-desk.ts';
import type { StoreVoices } from './voices/voices.ts';

export type DevicesOptions = KindsOptions &
  Pick<
    DeviceHouse,
    'db' | 'scheduler' | 'now' | 'newId' | 'dataDir' | 'log' | 'random' | 'onDevicesChanged' | 'meetCard'
  > & {
    /** In a practice: what its silent voice was given, newest first. */
    spoken?(): { id: number; at: number; text: string }[];
    /** All of them are open: what a demo does with its simulated ones. */
    onOpened?: (simulated: SimulatedDevices) => Promise<void>;
    /** Every device is simulated, whatever the settings say. */
    isPractice: boolean;
    /** What is asked of this computer, where that is not the computer itself. */
    machine?: Partial<FindingMachine>;
    clockApartMs(): number | null;
    onJobsChanged(): void;
  };

const noJobs: JobsOverview = { toSee: [], waiting: new Map(), notSpoken: 0 };

/** Everything with a plug, of whatever kind, and the jobs for it. */
export class Devices {
  /** What happened to them. */
  readonly log: DeviceLog;
  /** Devices that are looked for, and tried. */
  readonly finding: FindingDesk;
  readonly #options: DevicesOptions;
  readonly #kinds: DeviceKinds;
  readonly #simulated: SimulatedDevices;
  #jobs: JobRunner | null = null;
  /** Kinds that are to be opened anew. */
  readonly #old = new Set<DeviceKind<object>>();
  /** Ends when they are; one after the other, never rejected. */
  #reloaded: Promise<void> = Promise.resolve();

  constructor(options: DevicesOptions) {
    this.#options = options;
    const { db, scheduler, now, newId, dataDir, log, random, onDevicesChanged, meetCard } = options;
    this.log = new DeviceLog(path.join(dataDir, 'logs'), { now });
    const site = options.isPractice ? simulatedIndex(() => db.state.site) : () => db.state.site;
    const house: DeviceHouse = {
      paths: new DevicePaths(dataDir),
      ...{ db, scheduler, now, newId, dataDir, site, log, deviceLog: this.log, onDevicesChanged, meetCard },
      ...(random ? { random } : {}),
      onSimulatedChanged: () => this.#simulated.changed(),
      wakeJobs: () => this.#jobs?.wake(),
    };
    this.#kinds = deviceKinds(house, options);
    const { printers, terminals, readers } = this.#kinds;
    this.finding = new FindingDesk({
      ...{ house, kinds: this.#kinds, isPractice: options.isPractice, staffOn: options.staffOn },
      machine: { ...thisMachine, ...options.machine },
      ...(options.hid === undefined ? {} : { hid: options.hid }),
    });
    this.#simulated = new SimulatedDevices({
      site,
      isPlay: () => options.isPractice || site().demo,
      isPractice: options.isPractice,
      buses: terminals.buses,
      printers: () => printers.printers,
      isOnline: (terminalId) => terminals.isOnline(terminalId),
      holdAtReader: (readerId, uid) => readers.readers.hold(readerId, uid),
      spoken: () => options.spoken?.() ?? [],
    });
  }

  get printers(): StorePrinters {
    return this.#kinds.printers.printers;
  }

  get voices(): StoreVoices {
    return this.#kinds.voices.voices;
  }

  /** The lines as technicians see them. */
  get bus(): BusDesk {
    return this.#kinds.terminals.desk;
  }

  get readers(): StoreReaders {
    return this.#kinds.readers.readers;
  }

  /** Throws STORE_NOT_SET_UP before the devices are open, as `jobs`. */
  get simulated(): SimulatedDevices {
    if (!this.#jobs) throw siteError('STORE_NOT_SET_UP');
    return this.#simulated;
  }

  get jobs(): JobRunner {
    if (!this.#jobs) throw siteError('STORE_NOT_SET_UP');
    return this.#jobs;
  }

  /** Opens the devices of the site in force. Jobs begin when those who do them are there: no reader holds them up. */
  open(): Promise<void> {
    const jobs = this.#newJobs();
    this.#jobs = jobs;
    this.#old.clear();
    const opened = this.#open(jobs);
    // What is set meanwhile comes after it.
    this.#reloaded = opened.catch(() => undefined);
    return opened;
  }

  async #open(jobs: JobRunner): Promise<void> {
    for (const kind of this.#all) if (kind.jobs) await kind.open();
    jobs.start();
    for (const kind of this.#all) if (!kind.jobs) await kind.open();
    await this.#options.onOpened?.(this.simulated);
  }

  /**
   * Opens anew what stands in some sections, after whatever is being opened anew already; without any, waits for that
   * alone. What cannot be is logged.
   */
  reload(...sections: readonly Section[]): Promise<void> {
    const old = this.#all.filter((kind) => kind.sections.some((section) => sections.includes(section)));
    for (const kind of old) this.#old.add(kind);
    if (old.length > 0) this.#reloaded = this.#reloaded.then(() => this.#reload());
    return this.#reloaded;
  }

  async close(): Promise<void> {
    await this.#reloaded;
    await this.finding.close();
    const all = this.#all.toReversed();
    for (const kind of all) if (!kind.jobs) await kind.close();
    await this.#jobs?.stop();
    for (const kind of all) if (kind.jobs) await kind.close();
    this.#jobs = null;
  }

  /** After a commit: new jobs, devices that show something else now, and those that are set up otherwise. */
  onCommitted(events: readonly JournalEvent[]): void {
    this.#jobs?.wake();
    for (const kind of this.#all) kind.onCommitted?.(events);
    const set = events.flatMap((event) => Object.keys(sectionsIn(event) ?? {}) as Section[]);
    if (this.#jobs && set.length > 0) void this.reload(...set);
  }

  summary(): DeviceSummary {
    const overview = this.#jobs?.overview() ?? noJobs;
    const decided = overview.toSee.filter((job) => job.state !== 'waiting' && job.state !== 'running');
    const shares = Object.assign({}, ...this.#all.map((kind) => kind.summary(overview))) as Shares;
    return {
      ...shares,
      clockApartMs: this.#options.clockApartMs(),
      jobsToSee: decided.filter((job) => !isSpoken(job)).length,
    };
  }

  /** The state of the terminal on a room's wall; `none` where there is none. */
  stateOfRoom(roomNo: string): TerminalState {
    return this.#kinds.terminals.stateOfRoom(roomNo);
  }

  terminalViews(): TerminalView[] {
    return this.#kinds.terminals.views();
  }

  /** What waits for a person or has an error, oldest first. */
  jobViews(): JobView[] {
    const index = this.#options.db.state.site;
    return (this.#jobs?.list() ?? []).map((job: Job): JobView => {
      const { id, device, routedFrom, payload, state, createdAt, expiresAt, attempts, errorCode } = job;
      const summary = jobSummary(job, index);
      return { id, device, routedFrom, kind: payload.kind, state, createdAt, expiresAt, attempts, errorCode, summary };
    });
  }

  /** Beeps, prints or speaks something. Throws StoreError: DEVICE_UNKNOWN, or why the device cannot. */
  async test(device: string): Promise<void> {
    try {
      if (!this.#jobs) throw siteError('STORE_NOT_SET_UP');
      const kind = this.#kindOf(device);
      if (!kind?.test) throw deviceError('DEVICE_UNKNOWN', { device });
      await kind.test(device);
      this.log.add(device, 'test', { result: 'ok' });
    } catch (error) {
      const code = error instanceof HardwareError || error instanceof StoreError ? error.code : 'INTERNAL';
      if (code !== 'DEVICE_UNKNOWN') this.log.add(device, 'test', { result: 'failed', code }, 'warn');
      throw error instanceof HardwareError ? deviceError(error.code, { device }) : error;
    }
  }

  async #reload(): Promise<void> {
    // What is opened anew may be what is looked at.
    await this.finding.close();
    for (const kind of this.#all) {
      if (!this.#jobs || !this.#old.delete(kind)) continue;
      try {
        await kind.reload();
      } catch (err) {
        this.#options.log.error({ err, devices: kind.names }, 'devices could not be opened anew');
      }
    }
    this.#jobs?.wake();
  }

  get #all(): DeviceKind<object>[] {
    return Object.values(this.#kinds);
  }

  /** The kind a device is of, by its name. */
  #kindOf(device: string): DeviceKind<object> | undefined {
    const [name = ''] = device.split('/');
    return this.#all.find(({ names }) => names.includes(name));
  }

  #newJobs(): JobRunner {
    const { db, now, scheduler, log, onJobsChanged } = this.#options;
    return new JobRunner({
      ...{ db, now, scheduler },
      deviceFor: (device) => this.#kindOf(device)?.jobs?.device(device) ?? null,
      skip: (job) => this.#kindOf(job.device)?.jobs?.skip?.(job) ?? null,
      standInFor: (device) => this.#kindOf(device)?.jobs?.standInFor?.(device) ?? null,
      onRerouted: (job, to) => this.log.add(job.device, 'rerouted', { to, by: 'rule', jobId: job.id }, 'warn'),
      onChange: onJobsChanged,
      log: (message, facts) => {
        log.warn(facts, message);
        this.#logJob(message, facts);
      },
    });
  }

  /** What the job runner tells, with the reason's code. */
  #logJob(message: string, facts: object): void {
    const { device = '', err, ...rest }: { device?: unknown; err?: unknown } = facts;
    const code = err instanceof HardwareError || err instanceof StoreError ? err.code : 'INTERNAL';
    const reason = err instanceof HardwareError ? err.context.reason : undefined;
    this.log.add(String(device), 'job', { ...rest, message, code, reason }, 'warn');
  }
}
