import { type JournalEvent, ownersErasedBy } from '../../core/model/events.ts';
import type { ListName } from '../../core/model/lists.ts';
import { setsSettings } from '../../core/model/site/told.ts';
import type { StoreFault } from '../../db/inspection.ts';
import type { AnyCommand, CommandAnswer } from '../contract/commands.ts';
import type { Connection } from '../contract/connection.ts';
import type { Devices } from '../devices/devices.ts';
import type { StoreReaders } from '../devices/readers/readers.ts';
import type { SimulatedDevices } from '../devices/simulated-devices.ts';
import { AuthorisationDesk } from '../parts/authorisations/authorisation-desk.ts';
import type { BusService } from '../parts/bus/service.ts';
import type { DeviceService } from '../parts/devices/service.ts';
import type { FindingService } from '../parts/finding/service.ts';
import type { OutputService } from '../parts/outputs/service.ts';
import type { PracticeRunService } from '../parts/practice/service.ts';
import type { SessionDesk } from '../parts/sessions/session-desk.ts';
import { SignIn } from '../people/sign-in.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import { Keeper } from '../safekeeping/keeper.ts';
import { SafekeepingDesk } from '../safekeeping/safekeeping-desk.ts';
import type { BoardFeed } from '../screens/board-feed.ts';
import type { BoardService } from '../screens/service.ts';
import { TerminalKeys } from '../secrets/terminal-keys.ts';
import { SetupDesk } from '../setup/setup-desk.ts';
import { StoreSetup } from '../setup/store-setup.ts';
import { DutyClock } from './duty-clock.ts';
import { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';
import { StoppableSessions } from './stoppable-sessions.ts';
import { storeBoard } from './store-board.ts';
import { callsOfDevices, storeDevices, type ToldByDevices } from './store-devices.ts';
import { dayWatch, storeDuties, timeLook } from './store-duties.ts';
import { storeReports } from './store-file.ts';
import { openParts, type StoreParts } from './store-parts.ts';
import { practiceRunsOf } from './store-practice.ts';
import { openSafely, type SafeFile } from './store-safekeeping.ts';

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
  readonly finding: FindingService;
  readonly outputs: OutputService;
  readonly safekeeping: SafekeepingDesk;
  readonly practiceRuns: PracticeRunService<RunningStore> & { close(): Promise<void> };
  readonly #engine: StoreEngine;
  readonly #reports: ReportDesk;
  readonly #setup: StoreSetup;
  readonly #devices: Devices;
  readonly #feed: BoardFeed;
  readonly #duties: DutyClock;
  readonly #file: SafeFile;
  readonly #keeper: Keeper;
  #isClosed = false;

  private constructor(options: RunningStoreOptions, file: SafeFile) {
    const { dataDir, log, practice: isPractice = false } = options;
    const { db, stop } = file;
    const engine = new StoreEngine(db, options, (events) => this.#onCommitted(events), stop);
    const { scheduler, now, newId, run, businessDate } = engine;
    this.#engine = engine;
    this.#file = file;
    const keys = TerminalKeys.open(dataDir, (aside) => log.error({ aside }, 'the keys of terminals cannot be read'));
    this.#reports = storeReports(engine, options);
    const people = new SignIn({ db, now, elapsed: () => scheduler.now(), newId, salt: options.salt, record: run });
    this.sessions = new StoppableSessions({ db, people, scheduler, isPractice, network: options.network }, stop);
    this.#setup = new StoreSetup({
      ...{ db, keys, people, now, businessDate, isPractice, run, log },
      requireTrading: () => stop.require(),
      onNewKeys: () => void this.#devices.reload('terminals'),
      play: options.evening === true ? engine.play : null,
    });
    this.setup = new SetupDesk({
      ...{ db, keys, setup: this.#setup, run },
      sessionOn: (connection) => people.sessionOn(connection),
      lacksSheet: () => this.safekeeping.state().lacksSheet,
      onSetUp: () => this.#begin(),
      devicesFollow: () => this.#devices.reload(),
    });
    const given = options.safekeeping ?? null;
    const keeper = new Keeper({ ...file, ...engine.books, reports: this.#reports.asked, log, isOn: given !== null });
    this.#keeper = keeper;
    this.safekeeping = new SafekeepingDesk({
      ...{ ...file, people, given, keeper, log, now, run },
      onGoOn: () => this.#begin(),
      print: (printerId, sheet) => this.#devices.printers.recoverySheet(printerId, sheet),
    });
    const { views, feed, service } = storeBoard(engine, () => this.#devices);
    this.#feed = feed;
    this.board = service;
    this.#duties = new DutyClock({
      ...{ scheduler, now },
      duties: [
        timeLook(() => engine.lookAtTheTime() && feed.devicesChanged([], [])),
        timeLook(() => this.#keeper.look()),
        ...storeDuties(db, (name, data) => void run(name, data, 'system', 'store', 'duty')),
      ],
      onLook: dayWatch(businessDate, () => this.#newDay(people)),
      onError: (err) => log.error({ err }, 'the store clock failed'),
    });
    this.practiceRuns = practiceRunsOf(engine, options, StoreFrame.open);
    const told: ToldByDevices = { people, views, feed, setup: this.setup, devices: () => this.#devices };
    this.#devices = storeDevices(engine, keys, options, told);
    ({ devices: this.devices, outputs: this.outputs } = callsOfDevices(engine, told, isPractice));
    this.bus = this.#devices.bus;
    this.readers = this.#devices.readers;
    this.finding = this.#devices.finding;
    this.authorisations = new AuthorisationDesk({
      ...{ db, now, people },
      run: (commandId, data, origin) => engine.execute(commandId, 'authorisation.give', data, origin),
    });
  }

  /** Opens the store's folder and starts its devices. Throws DatabaseError, StoreError (a bad site file). */
  static async open(this: void, options: RunningStoreOptions): Promise<RunningStore> {
    let opened: StoreFrame | null = null;
    const file = await openSafely(options, () => opened?.stopDuties());
    try {
      const frame = new StoreFrame(options, file);
      opened = frame;
      const { books } = frame.#engine;
      const store = Object.assign(frame, openParts({ books, reports: frame.#reports.asked, devices: frame.#devices }));
      store.#setup.atOpening(options, file.stop.isStopped);
      // What would be printed and called of a file that is not the last one may have been already.
      if (file.db.isSetUp && !file.stop.isStopped) await store.#begin();
      return store;
    } catch (error) {
      file.db.close();
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
    await this.#keeper.close();
    await this.#reports.close();
    this.#engine.db.checkpoint();
    this.#engine.db.close();
    await this.#file.beacons?.close();
  }

  /** What the store does by itself it does no more. */
  stopDuties(): void {
    this.#duties.close();
  }

  /** Something outside the file was found that it must not be written with. */
  stopTrading(fault: StoreFault): void {
    this.#file.stop.stop(fault);
  }

  act(connection: Connection, commandId: string, command: AnyCommand): CommandAnswer {
    const actor = this.sessions.sessionOn(connection)?.staffNo ?? 'system';
    return this.#engine.act({ actor, station: connection.stationId }, commandId, command);
  }

  /** Simulated terminals and printers, in a demo or a practice. Throws STORE_NOT_SET_UP. */
  get simulatedDevices(): SimulatedDevices {
    return this.#devices.simulated;
  }

  /** The store records: its devices open, and what it does by itself begins. */
  async #begin(): Promise<void> {
    this.safekeeping.recordPendingGap();
    // What was set up stands in the file from the start, not in its log alone.
    this.#engine.db.checkpoint();
    this.#engine.run('staff.bindPins', {}, 'system', 'store');
    await this.#devices.open();
    this.#duties.start();
  }

  #newDay(people: SignIn): void {
    people.sessions.sweep();
    this.#feed.tellAll(staleEveryDay);
  }

  #onCommitted(events: readonly JournalEvent[]): void {
    this.#duties.forget();
    this.#feed.committed(events);
    this.#devices.onCommitted(events);
    if (events.some(setsSettings)) this.sessions.siteChanged();
    const isErased = events.some((event) => ownersErasedBy(event).length > 0);
    if (isErased || events.some(({ type }) => type === 'staff.pinSet')) this.#keeper.secretsChanged();
  }
}

/** A store that runs: everything its stations may ask, the frame and the parts in it. */
export type RunningStore = StoreFrame & StoreParts;
export const RunningStore = { open: StoreFrame.open };
