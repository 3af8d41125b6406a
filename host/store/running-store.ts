import type { JournalEvent } from '../../core/model/events.ts';
import type { ListName } from '../../core/model/lists.ts';
import { setsSettings } from '../../core/model/site/told.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { AnyCommand, CommandAnswer } from '../contract/commands.ts';
import type { Connection } from '../contract/connection.ts';
import type { Devices } from '../devices/devices.ts';
import { outputsOf } from '../devices/outputs.ts';
import type { StoreReaders } from '../devices/readers/readers.ts';
import type { SimulatedDevices } from '../devices/simulated-devices.ts';
import { AuthorisationDesk } from '../parts/authorisations/authorisation-desk.ts';
import type { BusService } from '../parts/bus/service.ts';
import type { DeviceService } from '../parts/devices/service.ts';
import type { OutputService } from '../parts/outputs/service.ts';
import type { PracticeRunService } from '../parts/practice/service.ts';
import { SessionDesk } from '../parts/sessions/session-desk.ts';
import { SignIn } from '../people/sign-in.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import type { BoardFeed } from '../screens/board-feed.ts';
import type { BoardService } from '../screens/service.ts';
import { TerminalKeys } from '../secrets/terminal-keys.ts';
import { SetupDesk } from '../setup/setup-desk.ts';
import { StoreSetup } from '../setup/store-setup.ts';
import { DutyClock } from './duty-clock.ts';
import { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';
import { storeBoard } from './store-board.ts';
import { deviceService, jobTrace, storeDevices } from './store-devices.ts';
import { dayWatch, storeDuties, timeLook } from './store-duties.ts';
import { openStoreFile, storeReports } from './store-file.ts';
import { openParts, type StoreParts } from './store-parts.ts';
import { practiceRunsOf } from './store-practice.ts';

/** What screens ask again on a new trading day. */
const staleEveryDay: ListName[] = ['kitchen', 'bills', 'refusals', 'pay', 'attendance', 'reservations', 'incidents'];

/** What of a running store is no part of the list: its file, its time, its devices, its people, its board. */
class StoreFrame {
  readonly sessions: SessionDesk;
  readonly setup: SetupDesk;
  readonly board: BoardService;
  readonly authorisations: AuthorisationDesk;
  readonly devices: DeviceService;
  readonly bus: BusService;
  readonly readers: StoreReaders;
  readonly outputs: OutputService;
  readonly practiceRuns: PracticeRunService<RunningStore> & { close(): Promise<void> };
  readonly #engine: StoreEngine;
  readonly #reports: ReportDesk;
  readonly #setup: StoreSetup;
  readonly #devices: Devices;
  readonly #feed: BoardFeed;
  readonly #duties: DutyClock;
  #isClosed = false;

  private constructor(options: RunningStoreOptions, db: StoreDatabase) {
    const { dataDir, log, practice: isPractice = false } = options;
    const engine = new StoreEngine(db, options, (events) => this.#onCommitted(events));
    const { scheduler, now, newId, run, businessDate } = engine;
    this.#engine = engine;
    const keys = TerminalKeys.open(dataDir);
    this.#reports = storeReports(engine, options);
    const people = new SignIn({ db, now, elapsed: () => scheduler.now(), newId, record: run });
    this.sessions = new SessionDesk({ db, people, scheduler, isPractice });
    this.#setup = new StoreSetup({
      ...{ db, keys, people, now, businessDate, isPractice, run },
      onNewKeys: () => void this.#devices.reload('terminals'),
    });
    this.setup = new SetupDesk({
      ...{ db, keys, setup: this.#setup, run },
      sessionOn: (connection) => people.sessionOn(connection),
      onSetUp: () => this.#start(),
      devicesFollow: () => this.#devices.reload(),
    });
    const { views, feed, service } = storeBoard(engine, () => this.#devices);
    this.#feed = feed;
    this.board = service;
    this.#duties = new DutyClock({
      ...{ scheduler, now },
      duties: [
        timeLook(() => engine.lookAtTheTime() && feed.devicesChanged([], [])),
        ...storeDuties(db, (name, data) => void run(name, data, 'system', 'store', 'duty')),
      ],
      onLook: dayWatch(businessDate, () => {
        people.sessions.sweep();
        feed.tellAll(staleEveryDay);
      }),
      onError: (err) => log.error({ err }, 'the store clock failed'),
    });
    this.practiceRuns = practiceRunsOf(engine, options, StoreFrame.open);
    this.#devices = storeDevices(engine, keys, options, {
      dayOf: (technicianNo) => views.dayOf(technicianNo),
      onDevicesChanged: (roomNos) => feed.devicesChanged(roomNos, []),
      onJobsChanged: () => feed.devicesChanged([], ['jobs', 'kitchen']),
      staffOn: (connection) => people.sessionOn(connection)?.staffNo ?? null,
      keepReaders: async (connection, readers) => {
        const kept = this.setup.keepReaders(connection, readers);
        // Also where they are as they were: whoever learnt one has taken it.
        void this.#devices.reload('readers');
        await kept;
      },
      typed: people.typedCards,
      onCard: (touch) => people.touches.offer(touch),
      onSpotlight: (technicianNo, lines) => feed.spotlight({ technicianNo, lines, today: views.dayOf(technicianNo) }),
    });
    const trace = jobTrace(engine, (connection) => people.sessionOn(connection)?.staffNo ?? null);
    this.devices = deviceService(this.#devices, trace);
    this.bus = this.#devices.bus;
    this.outputs = outputsOf(this.#devices, isPractice, trace);
    this.readers = this.#devices.readers;
    this.authorisations = new AuthorisationDesk({
      ...{ db, now, people },
      run: (commandId, data, origin) => engine.execute(commandId, 'authorisation.give', data, origin),
    });
  }

  /** Opens the store's folder and starts its devices. Throws DatabaseError, StoreError (a bad site file). */
  static async open(this: void, options: RunningStoreOptions): Promise<RunningStore> {
    const db = openStoreFile(options);
    try {
      const frame = new StoreFrame(options, db);
      const { books } = frame.#engine;
      const store = Object.assign(frame, openParts({ books, reports: frame.#reports.asked, devices: frame.#devices }));
      store.#setup.atOpening(options);
      if (db.isSetUp) await store.#start();
      return store;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Lets what is being printed end, then closes devices and file. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.practiceRuns.close();
    this.#duties.close();
    this.#feed.close();
    await this.#devices.close();
    await this.#reports.close();
    this.#engine.db.checkpoint();
    this.#engine.db.close();
  }

  act(connection: Connection, commandId: string, command: AnyCommand): CommandAnswer {
    const actor = this.sessions.sessionOn(connection)?.staffNo ?? 'system';
    return this.#engine.act({ actor, station: connection.stationId }, commandId, command);
  }

  /** Simulated terminals and printers, in a demo or a practice. Throws STORE_NOT_SET_UP. */
  get simulatedDevices(): SimulatedDevices {
    return this.#devices.simulated;
  }

  async #start(): Promise<void> {
    await this.#devices.open();
    this.#duties.start();
  }

  #onCommitted(events: readonly JournalEvent[]): void {
    this.#duties.forget();
    this.#feed.committed(events);
    this.#devices.onCommitted(events);
    if (events.some(setsSettings)) this.sessions.siteChanged();
  }
}

/** A store that runs: everything its stations may ask, the frame and the parts in it. */
export type RunningStore = StoreFrame & StoreParts;
export const RunningStore = { open: StoreFrame.open };
