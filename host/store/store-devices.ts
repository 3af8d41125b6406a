import { staffError } from '../../core/model/staff/errors.ts';
import { type Connection, ownStationId } from '../contract/connection.ts';
import { Devices, type DevicesOptions } from '../devices/devices.ts';
import { type JobTrace, traceOf } from '../devices/job-trace.ts';
import type { DeviceService } from '../parts/devices/service.ts';
import { PracticeVoice } from '../practice/practice-voice.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import type { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';

/** What devices ask of the store's other parts, and tell them. */
export type DeviceHooks = Pick<
  DevicesOptions,
  'dayOf' | 'onDevicesChanged' | 'onJobsChanged' | 'keepReaders' | 'staffOn' | 'typed' | 'onCard' | 'onSpotlight'
>;

/** The devices of a store; in a practice nothing is to be heard, and what would have been is kept to be read. */
export function storeDevices(
  engine: StoreEngine,
  keys: TerminalKeys,
  options: RunningStoreOptions,
  hooks: DeviceHooks,
): Devices {
  const { dataDir, log, random, idlePollMs } = options;
  const { db, scheduler, now, newId, businessDate } = engine;
  const practiceVoice = options.practice ? new PracticeVoice(now) : undefined;
  const voice = practiceVoice ?? options.voice;
  return new Devices({
    ...{ dataDir, log, db, keys, scheduler, now, newId, businessDate },
    ...(voice === undefined ? {} : { voice }),
    ...(practiceVoice ? { spoken: () => practiceVoice.sentences } : {}),
    ...(random ? { random } : {}),
    ownStationId,
    hid: options.practice ? null : options.hid,
    isPractice: options.practice ?? false,
    ...(idlePollMs === undefined ? {} : { idlePollMs }),
    act: (commandId, name, data, actor, station) =>
      engine.execute(commandId, name, data, { actor, station, sender: 'terminal' }),
    meetCard: engine.meetCard,
    clockApartMs: () => engine.clockApartMs,
    ...hooks,
  });
}

/** What screens ask of devices and their jobs. */
export function deviceService(devices: Devices, trace: JobTrace): DeviceService {
  return {
    terminals: () => devices.terminalViews(),
    jobs: () => devices.jobViews(),
    retryJob: (jobId, by) => {
      trace(by, devices.jobs.open(jobId), 'again');
      devices.jobs.retry(jobId);
    },
    dismissJob: (jobId, by) => {
      trace(by, devices.jobs.open(jobId), 'dismissed');
      devices.jobs.dismiss(jobId);
    },
    test: (device) => devices.test(device),
  };
}

/** Who decides about jobs, by whom is signed in where it is asked. */
export function jobTrace(engine: StoreEngine, staffOn: (connection: Connection) => string | null): JobTrace {
  return (by, job, how, toDevice) => {
    const actor = staffOn(by);
    if (actor === null) throw staffError('NOT_SIGNED_IN');
    const origin = { actor, station: by.stationId, sender: 'store' as const };
    engine.execute(engine.newId(), 'job.resolve', traceOf(job, how, toDevice), origin);
  };
}
