import type { StoreEvent } from '../../../core/model/events.ts';
import type { Section } from '../../../core/model/site/sections.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';

import type { Job, JobHead } from '../../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import type { JobDevice } from '../../effects/device-lane.ts';
import type { SkipCode } from '../../effects/job-runs.ts';
import type { DeviceLog } from './device-log.ts';
import type { DevicePaths } from './device-path.ts';

/** What every kind of device is given of the store. */
export interface DeviceHouse {
  db: StoreDatabase;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  newId(): string;
  /** Holds the store's folder: for what a kind keeps in files. */
  dataDir: string;
  /** Which paths devices may be opened at. */
  paths: DevicePaths;
  /** The settings in force. Throws STORE_NOT_SET_UP. */
  site(): SiteIndex;
  /** The program's log. */
  log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  /** What happened to devices, for people. */
  deviceLog: DeviceLog;
  random?: (count: number) => Uint8Array;
  /** A device came or went, or shows something else; the rooms whose device it is. */
  onDevicesChanged(roomNos: string[]): void;
  /** A simulated device looks different. */
  onSimulatedChanged(): void;
  /** What waits for devices is to be looked at anew. */
  wakeJobs(): void;
}

/** How the jobs stand, for those who tell of it. */
export interface JobsOverview {
  toSee: readonly JobHead[];
  /** How many wait, by device. */
  waiting: ReadonlyMap<string, number>;
  /** So much that was to be heard was not. */
  notSpoken: number;
}

/** The jobs of a kind of device. */
export interface DeviceJobs {
  /** Who does the jobs of a device; null for one that the site does not have. */
  device(device: string): JobDevice | null;
  /** Why a job is not to be done now and not later; null where it is. */
  skip?(job: Job): SkipCode | null;
  /** Where the waiting jobs of a device go instead by a rule of the store; null: they wait for it. */
  standInFor?(device: string): string | null;
}

/**
 * One kind of device. `S` is its share of the summary that every screen has on it. What only this kind can do (learn a
 * reader, watch a line's frames) it offers as a service of its own.
 */
export interface DeviceKind<S extends object> {
  /** What the names of its devices begin with, before the slash: in jobs, in tests, in the log. */
  readonly names: readonly string[];
  /** The sections of the settings its devices stand in: set anew, they are opened anew. */
  readonly sections: readonly Section[];
  /** Opens the devices of the site in force. One that is away is tried again by its driver. */
  open(): Promise<void>;
  /** After new settings: opens what is new, closes what is gone. */
  reload(): Promise<void>;
  /** Also where it was never opened. */
  close(): Promise<void>;
  /** Also before it is open. */
  summary(jobs: JobsOverview): S;
  /** Beeps, prints or speaks something. Throws StoreError DEVICE_UNKNOWN, or what the device throws. */
  test?(device: string): Promise<void>;
  /** Missing where its devices have no jobs. */
  readonly jobs?: DeviceJobs;
  /** After every commit. */
  onCommitted?(events: readonly StoreEvent[]): void;
}
