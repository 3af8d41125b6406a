import { readFileSync } from 'node:fs';
import path from 'node:path';
import { businessDateOf } from '../core/kernel/time.ts';
import { billError } from '../core/model/bills/errors.ts';
import type { CommandInput, CommandName } from '../core/parts/commands.ts';
import type { JournalEvent, StoreEvent } from '../core/parts/events.ts';
import { lastRowAt, readHead, visitHistory } from '../db/engine/journal.ts';
import { billById } from '../db/parts/bills/queries.ts';
import { StoreDatabase } from '../db/store-database.ts';
import { realScheduler, type Scheduler } from '../hardware/scheduler.ts';
import type { HidLibrary } from '../hardware/transport/hid.ts';
import type { AnyCommand, CommandAnswer } from './contract/commands.ts';
import type { Connection } from './contract/connection.ts';
import { Devices, type VoiceSetting } from './devices/devices.ts';
import { outputsOf } from './devices/outputs.ts';
import { StoreReaders } from './devices/readers.ts';
import type { VirtualDevices } from './devices/virtual-devices.ts';
import { ownStationId } from './doors/stations/station-connection.ts';
import { AttendanceBook } from './parts/attendance/attendance.ts';
import type { AttendanceService } from './parts/attendance/service.ts';
import { AuthorisationDesk } from './parts/authorisations/authorisation-desk.ts';
import type { BillPreview, BillView } from './parts/bills/views.ts';
import type { BooksService } from './parts/books/service.ts';
import type { BusService } from './parts/bus/service.ts';
import type { RefusalView } from './parts/cards/views.ts';
import { IncidentBook } from './parts/clocks/incident-book.ts';
import type { PayService } from './parts/commission/service.ts';
import type { JobView, TerminalView } from './parts/devices/views.ts';
import type { KitchenLine } from './parts/goods/views.ts';
import type { OutputService } from './parts/outputs/service.ts';
import type { PracticeRunService } from './parts/practice/service.ts';
import type { ReaderService } from './parts/readers/service.ts';
import { ReservationBook } from './parts/reservations/reservation-book.ts';
import { RotationDesk } from './parts/rotation/rotation-desk.ts';
import type { RotationService } from './parts/rotation/service.ts';
import type { QueueStep } from './parts/rotation/views.ts';
import { whyHere } from './parts/rotation/why-here.ts';
import { SessionDesk } from './parts/sessions/session-desk.ts';
import type { Catalog } from './parts/site/views.ts';
import type { HistoryEntry } from './parts/visits/views.ts';
import { SignIn } from './people/sign-in.ts';
import { noPracticeRuns, PracticeRuns, type PracticeStore } from './practice/practice-runs.ts';
import { PracticeVoice } from './practice/practice-voice.ts';
import { ReportDesk } from './reports/report-desk.ts';
import { attendanceService, booksService, payService } from './reports/report-services.ts';
import { BoardFeed } from './screens/board-feed.ts';
import { BoardViews } from './screens/board-views.ts';
import { billsOf, catalogOf, kitchenOf, previewOf, refusalsView } from './screens/lists.ts';
import type { BoardChange, BoardSnapshot } from './screens/views.ts';
import { TerminalKeys } from './secrets/terminal-keys.ts';
import { exportSite } from './setup/site-files.ts';
import { StoreSetup } from './setup/store-setup.ts';
import { DutyClock } from './store/duty-clock.ts';
import { CommandExecutor, isSetUp } from './store/executor.ts';
import { uuidV7 } from './store/ids.ts';
import { machineTime, StoreClock, type TimeSource, unsettable } from './store/store-clock.ts';
import { storeDuties, timeLook } from './store/store-duties.ts';

/** The part of a logger the store uses; facts never hold a secret. */
export interface StoreLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface RunningStoreOptions {
  /** Holds `store.sqlite` and the terminal keys; exists already. */
  dataDir: string;
  /** Sets a new store up; a store that is set up already keeps what it has. */
  siteFile?: string;
  /** Sets a new store up as the demo store. */
  demo?: boolean;
  log: StoreLog;
  /** Overrides the site's voice engine (files for tests, none for a simulated day). */
  voice?: VoiceSetting;
  /** For a simulated day: its time, its wall clock (UTC ms), its chance. */
  scheduler?: Scheduler;
  now?(): number;
  /** Where the store's time comes from; the machine's own clocks, or `now` where that is given. */
  time?: TimeSource;
  random?(count: number): Uint8Array;
  /** The folder holds a copy of a store for practice: every device is simulated, and nothing is to be heard. */
  practice?: boolean;
  /** What `import('node-hid')` gives; the system's own without it. */
  hid?: () => Promise<HidLibrary>;
  idlePollMs?: number;
  /** False for a folder that is thrown away afterwards: a power cut may lose the last commits. */
  durable?: boolean;
}

const storeFile = 'store.sqlite';

/** A store that runs: its database, its devices, its people, and everything its stations may ask. */
export class RunningStore implements PracticeStore {
  readonly sessions: SessionDesk;
  readonly practiceRuns: PracticeRunService;
  readonly outputs: OutputService;
  readonly pay: PayService;
  readonly attendance: AttendanceService;
  readonly books: BooksService;
  readonly reservations: ReservationBook;
  readonly authorisations: AuthorisationDesk;
  readonly incidents: IncidentBook;
  readonly #db: StoreDatabase;
  readonly #log: StoreLog;
  readonly #scheduler: Scheduler;
  readonly #time: StoreClock;
  readonly #now: () => number;
  readonly #newId: () => string;
  readonly #executor: CommandExecutor;
  readonly #keys: TerminalKeys;
  readonly #views: BoardViews;
  readonly #feed: BoardFeed;
  readonly #devices: Devices;
  readonly #setup: StoreSetup;
  readonly #duties: DutyClock;
  readonly #rotation: RotationDesk;
  readonly #reports: ReportDesk;
  readonly #readers: StoreReaders;
  readonly #isPractice: boolean;
  readonly #closePracticeRuns: () => Promise<void>;
  #seq: number;
  #catalogVersion = 0;
  #businessDate = '';
  #isClosed = false;

  private constructor(options: RunningStoreOptions, db: StoreDatabase) {
    this.#db = db;
    this.#log = options.log;
    this.#scheduler = options.scheduler ?? realScheduler;
    this.#time = new StoreClock({
      source: options.time ?? (options.now ? unsettable(options.now) : machineTime()),
      lastAt: () => lastRowAt(db.read),
      isClockRunning: () => db.state.clocks.busy().some(({ state }) => state === 'started'),
      onJump: (jump) => this.#run('store.recordClockJump', jump, 'system', 'store'),
    });
    this.#now = () => this.#time.now();
    this.#newId = () => uuidV7(this.#now(), options.random);
    this.#keys = TerminalKeys.open(options.dataDir);
    this.#reports = new ReportDesk({
      file: path.join(options.dataDir, storeFile),
      moment: () => ({ now: this.#now(), businessDate: this.#today() }),
      onFault: (err) => options.log.error({ err }, 'the thread of reports failed'),
    });
    this.#rotation = new RotationDesk({ db, reports: this.#reports, businessDate: () => this.#today() });
    this.#seq = readHead(db.read).seq;
    this.#executor = new CommandExecutor({
      db,
      now: this.#now,
      newId: this.#newId,
      onCommitted: (events) => this.#onCommitted(events),
    });
    const people = new SignIn({
      db,
      now: this.#now,
      newId: this.#newId,
      record: (name, data, actor, station) => void this.#run(name, data, actor, station),
    });
    this.#isPractice = options.practice ?? false;
    this.sessions = new SessionDesk({ db, people, isPractice: this.#isPractice });
    this.#setup = new StoreSetup({
      db,
      keys: this.#keys,
      people,
      now: this.#now,
      isPractice: this.#isPractice,
      run: (name, data, actor, station) => void this.#run(name, data, actor, station),
    });
    this.#duties = new DutyClock({
      scheduler: this.#scheduler,
      now: this.#now,
      duties: [
        timeLook(() => this.#lookAtTheTime()),
        ...storeDuties(db, (name, data) => void this.#run(name, data, 'system', 'store')),
      ],
      onLook: () => this.#lookAtTheDay(),
      onError: (err) => this.#log.error({ err }, 'the store clock failed'),
    });
    const practiceVoice = this.#isPractice ? new PracticeVoice(this.#now) : undefined;
    const practiceRuns = this.#isPractice ? noPracticeRuns : this.#newPracticeRuns(options);
    this.practiceRuns = practiceRuns;
    this.#closePracticeRuns = () => practiceRuns.close();
    const voice = practiceVoice ?? options.voice;
    this.#devices = new Devices({
      dataDir: options.dataDir,
      db,
      keys: this.#keys,
      scheduler: this.#scheduler,
      now: this.#now,
      log: options.log,
      ...(voice === undefined ? {} : { voice }),
      ...(practiceVoice ? { spoken: () => practiceVoice.sentences } : {}),
      ...(options.random ? { random: options.random } : {}),
      ...(options.idlePollMs === undefined ? {} : { idlePollMs: options.idlePollMs }),
      businessDate: () => this.#today(),
      newId: this.#newId,
      dayOf: (technicianNo) => this.#views.dayOf(technicianNo),
      act: (commandId, name, data, actor, station) => this.#executor.execute(commandId, name, data, { actor, station }),
      onDevicesChanged: (roomNos) => this.#feed.devicesChanged(roomNos, []),
      onJobsChanged: () => this.#feed.devicesChanged([], ['jobs', 'kitchen']),
      holdAtReader: (readerId, uid) => this.#readers.hold(readerId, uid),
      readers: () => this.#readers.presence(),
      clockApartMs: () => this.#time.apartMs,
      onSpotlight: (technicianNo, lines) => this.#feed.tell([], { spotlight: { technicianNo, lines } }),
    });
    this.outputs = outputsOf(this.#devices, this.#isPractice);
    this.#readers = new StoreReaders({
      site: () => db.state.site,
      scheduler: this.#scheduler,
      now: this.#now,
      log: options.log,
      ownStationId,
      hid: this.#isPractice ? null : options.hid,
      keepReaders: (connection, readers) => {
        const site = JSON.parse(this.exportSite(connection, false)) as object;
        return this.importSite(connection, JSON.stringify({ ...site, readers }));
      },
      onState: (reader) => this.#devices.readerChanged(reader),
      onCard: (uid, stationId) => this.sessions.cardHeld(uid, stationId),
    });
    this.incidents = new IncidentBook(db, () => this.#today());
    this.authorisations = new AuthorisationDesk({
      db,
      now: this.#now,
      people,
      readers: this.#readers,
      run: (commandId, data, origin) => this.#executor.execute(commandId, 'authorisation.give', data, origin),
    });
    const books = { db, now: this.#now, businessDate: () => this.#today() };
    this.pay = payService(this.#reports);
    this.attendance = attendanceService(new AttendanceBook(books), this.#reports);
    this.books = booksService(this.#reports);
    this.reservations = new ReservationBook(books);
    this.#views = new BoardViews({
      db,
      now: this.#now,
      businessDate: () => this.#today(),
      seq: () => this.#seq,
      catalogVersion: () => this.#catalogVersion,
      terminalState: (roomNo) => this.#devices.stateOfRoom(roomNo),
      devices: () => this.#devices.summary(),
    });
    this.#feed = new BoardFeed(this.#views, this.#scheduler);
  }

  /** Opens the store's folder and starts its devices. Throws DatabaseError, StoreError (a bad site file). */
  static async open(options: RunningStoreOptions): Promise<RunningStore> {
    const db = StoreDatabase.open(path.join(options.dataDir, storeFile), {
      ...(options.durable === undefined ? {} : { durable: options.durable }),
      onSlow: ({ sql, durationMs }) => options.log.warn({ sql, durationMs }, 'slow statement'),
      onWalFault: (fault) => options.log.warn(fault, 'the write-ahead log was not moved'),
    });
    try {
      const store = new RunningStore(options, db);
      if (options.practice) store.#setup.becomePractice();
      if (!isSetUp(db)) {
        if (options.siteFile !== undefined)
          store.#setup.fromFile(readFileSync(options.siteFile, 'utf8'), options.demo ?? false);
        else if (options.demo) store.#setup.asDemo();
      }
      if (isSetUp(db)) await store.#start();
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
    await this.#closePracticeRuns();
    this.#duties.close();
    this.#feed.close();
    await this.#readers.close();
    await this.#devices.close();
    await this.#reports.close();
    this.#db.checkpoint();
    this.#db.close();
  }

  // Setting up

  async setUpDemo(): Promise<void> {
    this.#setup.asDemo();
    await this.#start();
  }

  async setUpFromFile(json: string): Promise<void> {
    this.#setup.fromFile(json, false);
    await this.#start();
  }

  async importSite(connection: Connection, json: string): Promise<void> {
    const { demo } = this.#db.state.site;
    this.#setup.import(json, demo, connection.session?.staffNo ?? 'system', connection.stationId);
    await this.#devices.reload();
    await this.#readers.close();
    await this.#readers.open();
  }

  exportSite(_connection: Connection, withKeys: boolean): string {
    return exportSite(this.#db, this.#keys, withKeys);
  }

  // Commands and what screens show

  act(connection: Connection, commandId: string, command: AnyCommand): CommandAnswer {
    const actor = connection.session?.staffNo ?? 'system';
    const events = this.#executor.execute(commandId, command.name, command.data, {
      actor,
      station: connection.stationId,
    });
    return {
      seq: events.at(-1)?.seq ?? this.#seq,
      events: events.map(({ type, version, payload }) => ({ type, version, payload }) as StoreEvent),
    };
  }

  catalog(): Catalog {
    return catalogOf(this.#db, this.#catalogVersion);
  }

  snapshot(): BoardSnapshot {
    return this.#feed.snapshot();
  }

  onChange(listener: (change: BoardChange) => void): () => void {
    return this.#feed.onChange(listener);
  }

  history(visitId: string): HistoryEntry[] {
    return visitHistory(this.#db.read, visitId);
  }

  whyHere(queueId: string, technicianNo: string, at?: number): QueueStep[] {
    return whyHere(this.#db.state, queueId, technicianNo, Math.min(at ?? this.#now(), this.#now()));
  }

  previewBill(visitId: string, guestIds: string[]): BillPreview {
    return previewOf(this.#db, visitId, guestIds);
  }

  billsToday(): BillView[] {
    return billsOf(this.#db, this.#today());
  }

  billSvg(billId: string): string {
    const bill = billById(this.#db.read, billId);
    if (!bill) throw billError('BILL_UNKNOWN', { billId });
    return this.#devices.printers.billSvg(bill);
  }

  kitchen(): { waiting: KitchenLine[]; done: KitchenLine[]; notPrinted: JobView[] } {
    const notPrinted = this.jobs().filter((job) => job.kind === 'print-order');
    return { ...kitchenOf(this.#db, this.#today()), notPrinted };
  }

  refusalsToday(): RefusalView[] {
    return refusalsView(this.#db, this.#today());
  }

  // Devices

  terminals(): TerminalView[] {
    return this.#devices.terminalViews();
  }

  jobs(): JobView[] {
    return this.#devices.jobViews();
  }

  retryJob(_connection: Connection, jobId: string): void {
    this.#devices.jobs.retry(jobId);
  }

  dismissJob(_connection: Connection, jobId: string): void {
    this.#devices.jobs.dismiss(jobId);
  }

  testDevice(device: string): Promise<void> {
    return this.#devices.test(device);
  }

  get rotation(): RotationService {
    return this.#rotation;
  }

  get bus(): BusService {
    return this.#devices.bus;
  }

  get readers(): ReaderService {
    return this.#readers;
  }

  /** Simulated terminals and printers, in a demo or a practice. Throws STORE_NOT_SET_UP. */
  get virtualDevices(): VirtualDevices {
    return this.#devices.virtual;
  }

  // Inside

  async #start(): Promise<void> {
    this.#businessDate = this.#today();
    await this.#devices.open();
    await this.#readers.open();
    this.#duties.start();
  }

  /** Runs a command of the store's own, with a fresh id. */
  #run<N extends CommandName>(name: N, data: CommandInput<N>, actor: string, station: string): StoreEvent[] {
    return this.#executor.execute(this.#newId(), name, data, { actor, station });
  }

  #newPracticeRuns({ dataDir, log }: RunningStoreOptions): PracticeRuns {
    const practiceLog: StoreLog = {
      info: (facts, message) => log.info({ ...facts, practice: true }, message),
      warn: (facts, message) => log.warn({ ...facts, practice: true }, message),
      error: (facts, message) => log.error({ ...facts, practice: true }, message),
    };
    return new PracticeRuns({
      dataDir,
      scheduler: this.#scheduler,
      now: this.#now,
      log,
      copyTo: (file) => this.#db.copyTo(file),
      open: (folder) =>
        RunningStore.open({
          dataDir: folder,
          log: practiceLog,
          scheduler: this.#scheduler,
          now: this.#now,
          practice: true,
        }),
    });
  }

  #today(): string {
    if (!isSetUp(this.#db)) return new Date(this.#now()).toISOString().slice(0, 10);
    const { timeZone, businessDayStartsAt } = this.#db.state.site.site.store;
    return businessDateOf(this.#now(), timeZone, businessDayStartsAt);
  }

  #onCommitted(events: JournalEvent[]): void {
    this.#seq = events.at(-1)?.seq ?? this.#seq;
    this.#duties.forget();
    if (events.some((event) => event.type === 'site.imported' || event.type === 'stock.adjusted')) {
      this.#catalogVersion += 1;
    }
    this.#feed.committed(events);
    this.#devices.onCommitted(events);
  }

  /** Tells screens of a new trading day. */
  #lookAtTheTime(): void {
    const before = this.#time.apartMs;
    this.#time.look();
    if ((before === null) !== (this.#time.apartMs === null)) this.#feed.devicesChanged([], []);
  }

  #lookAtTheDay(): void {
    const today = this.#today();
    if (today === this.#businessDate) return;
    this.#businessDate = today;
    this.#feed.tellAll(['kitchen', 'bills', 'refusals', 'pay', 'attendance', 'reservations', 'incidents']);
  }
}
