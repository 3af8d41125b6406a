import { staffError } from '../../core/model/staff/errors.ts';
import { type Connection, ownStationId } from '../contract/connection.ts';
import { Devices, type DevicesOptions } from '../devices/devices.ts';
import { type JobTrace, traceOf } from '../devices/job-trace.ts';
import { outputsOf } from '../devices/outputs.ts';
import type { SimulatedDevices } from '../devices/simulated-devices.ts';
import type { DeviceService } from '../parts/devices/service.ts';
import type { OutputService } from '../parts/outputs/service.ts';
import type { SignIn } from '../people/sign-in.ts';
import { PracticeVoice } from '../practice/practice-voice.ts';
import type { BoardFeed } from '../screens/board-feed.ts';
import type { BoardViews } from '../screens/board-views.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import type { SetupDesk } from '../setup/setup-desk.ts';
import type { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';

/** Whom devices ask, and tell what happened at them. */
export interface ToldByDevices {
  people: SignIn;
  views: BoardViews;
  feed: BoardFeed;
  setup: Pick<SetupDesk, 'keepReaders'>;
  /** Themselves, once they are there. */
  devices(): Devices;
}

function hooksOf({ people, views, feed, setup, devices }: ToldByDevices) {
  return {
    dayOf: (technicianNo) => views.dayOf(technicianNo),
    onDevicesChanged: (roomNos) => feed.devicesChanged(roomNos, []),
    onJobsChanged: () => feed.devicesChanged([], ['jobs', 'kitchen']),
    staffOn: (connection) => people.sessionOn(connection)?.staffNo ?? null,
    keepReaders: async (connection, readers) => {
      const kept = setup.keepReaders(connection, readers);
      // Also where they are as they were: whoever learnt one has taken it.
      void devices().reload('readers');
      await kept;
    },
    typed: people.typedCards,
    onCard: (touch) => people.touches.offer(touch),
    onSpotlight: (technicianNo, lines) => feed.spotlight({ technicianNo, lines, today: views.dayOf(technicianNo) }),
  } satisfies Partial<DevicesOptions>;
}

/** A house at work has a terminal that is away and a printer without paper: in the demo, at every start. */
async function somethingToMend({ demo }: { demo: boolean }, simulated: SimulatedDevices): Promise<void> {
  if (!demo) return;
  const { terminals, printers } = simulated.view();
  const away = terminals.findLast(({ roomNo }) => roomNo !== null);
  const empty = printers.at(-1);
  if (away) simulated.setPlugged(away.id, false);
  if (empty) await simulated.setPrinter(empty.id, 'no-paper');
}

/** The devices of a store; in a practice nothing is to be heard, and what would have been is kept to be read. */
export function storeDevices(
  engine: StoreEngine,
  keys: TerminalKeys,
  options: RunningStoreOptions,
  told: ToldByDevices,
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
    ...(options.evening ? { onOpened: (simulated) => somethingToMend(db.state.site, simulated) } : {}),
    ownStationId,
    hid: options.practice ? null : options.hid,
    isPractice: options.practice ?? false,
    ...(options.machine ? { machine: options.machine } : {}),
    ...(idlePollMs === undefined ? {} : { idlePollMs }),
    act: (commandId, name, data, actor, station) =>
      engine.execute(commandId, name, data, { actor, station, sender: 'terminal' }),
    meetCard: engine.meetCard,
    clockApartMs: () => engine.clockApartMs,
    ...hooksOf(told),
  });
}

/**
 * What screens ask of devices, their jobs and what comes out of them. Whoever decides about one, or says that the
 * computer's time is right, is who is signed in where it is asked; every screen is told.
 */
export function callsOfDevices(
  engine: StoreEngine,
  { people, feed, devices: now }: ToldByDevices,
  isPractice: boolean,
): { devices: DeviceService; outputs: OutputService } {
  const devices = now();
  const actorOn = (connection: Connection): string => {
    const session = people.sessionOn(connection);
    if (!session) throw staffError('NOT_SIGNED_IN');
    return session.staffNo;
  };
  const trace: JobTrace = (by, job, how, toDevice) => {
    const origin = { actor: actorOn(by), station: by.stationId, sender: 'store' as const };
    engine.execute(engine.newId(), 'job.resolve', traceOf(job, how, toDevice), origin);
  };
  const service: DeviceService = {
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
    takeSystemTime: (by) => {
      engine.takeSystemTime(actorOn(by), by.stationId);
      feed.devicesChanged([], []);
    },
    test: (device) => devices.test(device),
  };
  return { devices: service, outputs: outputsOf(devices, isPractice, trace) };
}
