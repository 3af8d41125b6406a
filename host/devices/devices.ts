import path from 'node:path';
import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { deviceError } from '../../core/model/devices/errors.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { CommandInput, CommandName } from '../../core/parts/commands.ts';
import type { JournalEvent } from '../../core/parts/events.ts';
import type { Job } from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { HardwareError } from '../../hardware/error.ts';
import type { BusEvent } from '../../hardware/osdp/driver.ts';
import { testTerminal } from '../../hardware/osdp/terminal-test.ts';
import type { Scheduler } from '../../hardware/scheduler.ts';
import type { Voice, VoicePreference } from '../../hardware/voice/voice.ts';
import { type JobDevice, JobRunner } from '../effects/job-runner.ts';
import { isSpoken } from '../effects/job-runs.ts';
import { jobSummary } from '../effects/job-summary.ts';
import type { DeviceSummary, JobView, TerminalState, TerminalView } from '../parts/devices/views.ts';
import type { TechnicianDay } from '../parts/technicians/views.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import { BusDesk } from './bus-desk.ts';
import { StoreBuses } from './buses.ts';
import { DeviceLog } from './device-log.ts';
import { StorePrinters } from './printers.ts';
import { RepeatedSwipes } from './repeated-swipes.ts';
import { Terminals } from './terminals/terminals.ts';
import { VirtualDevices } from './virtual-devices.ts';
import { StoreVoices } from './voices.ts';

export type VoiceSetting = VoicePreference | Voice;

export interface DevicesOptions {
  /** Where a voice that speaks into files puts them. */
  dataDir: string;
  db: StoreDatabase;
  keys: TerminalKeys;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  /** Instead of what the site file says. */
  voice?: VoiceSetting;
  /** In a practice: what its silent voice was given, newest first. */
  spoken?(): { id: number; at: number; text: string }[];
  random?: (count: number) => Uint8Array;
  idlePollMs?: number;
  businessDate(): string;
  newId(): string;
  /** The card readers at the desk that show whether they are there. */
  readers(): DeviceSummary['readers'];
  clockApartMs(): number | null;
  /** A technician's clocks of the trading day. */
  dayOf(technicianNo: string): TechnicianDay;
  /** Runs a command for somebody at a terminal. Throws StoreError. */
  act<N extends CommandName>(
    commandId: string,
    name: N,
    data: CommandInput<N>,
    actor: string,
    station: string,
  ): JournalEvent[];
  /** A device came or went; the rooms whose terminal it is. */
  onDevicesChanged(roomNos: string[]): void;
  onJobsChanged(): void;
  /** Holds a UID to a simulated reader. */
  holdAtReader(readerId: string, uid: string): void;
  /** Somebody swiped at the clock-room reader. */
  onSpotlight(technicianNo: string, lines: string[]): void;
}

/** How long the test of a terminal is to be seen. */
const testSeconds = 4;

interface OpenDevices {
  printers: StorePrinters;
  voices: StoreVoices;
  jobs: JobRunner;
  terminals: Terminals;
  virtual: VirtualDevices;
}

/** Everything with a plug: terminals on their lines, printers, the voice, and the jobs for them. */
export class Devices {
  readonly #options: DevicesOptions;
  readonly #buses: StoreBuses;
  /** The lines as technicians see them. */
  readonly bus: BusDesk;
  /** What happened to them. */
  readonly log: DeviceLog;
  readonly #repeated: RepeatedSwipes;
  /** Terminals whose housing, power supply or reader was not as it should be when they last told. */
  readonly #alarmed = new Set<string>();
  #open: OpenDevices | null = null;

  constructor(options: DevicesOptions) {
    this.#options = options;
    this.log = new DeviceLog(path.join(options.dataDir, 'logs'), { now: options.now });
    this.#repeated = new RepeatedSwipes({
      scheduler: options.scheduler,
      onCount: (terminalId, count) => this.log.add(`terminal/${terminalId}`, 'repeated', { count }),
    });
    this.#buses = new StoreBuses({
      scheduler: options.scheduler,
      keys: options.keys,
      ...(options.random ? { random: options.random } : {}),
      ...(options.idlePollMs === undefined ? {} : { idlePollMs: options.idlePollMs }),
      onEvent: (busId, event) => this.#onBusEvent(busId, event),
      onSimChange: () => this.#open?.virtual.changed(),
    });
    this.bus = new BusDesk({
      site: () => {
        if (!this.#open) throw siteError('STORE_NOT_SET_UP');
        return options.db.state.site;
      },
      buses: this.#buses,
      keys: options.keys,
      scheduler: options.scheduler,
      now: options.now,
      ...(options.random ? { random: options.random } : {}),
      log: options.log,
    });
  }

  get printers(): StorePrinters {
    return this.#opened.printers;
  }

  get jobs(): JobRunner {
    return this.#opened.jobs;
  }

  get voices(): StoreVoices {
    return this.#opened.voices;
  }

  get virtual(): VirtualDevices {
    return this.#opened.virtual;
  }

  /** Opens the devices of the site in force. A device that is away is tried again by its driver. */
  async open(): Promise<void> {
    const { db, scheduler, now, log } = this.#options;
    const site = () => db.state.site;
    const onDevice = () => {
      this.#options.onDevicesChanged([]);
      this.#open?.virtual.changed();
    };
    const printers = new StorePrinters({
      ...{ site, db, scheduler, now, onChange: onDevice },
      onDown: () => this.#open?.jobs.wake(),
      onState: (id, state) => this.log.add(`printer/${id}`, 'state', { state }, state === 'ok' ? 'info' : 'warn'),
    });
    const { dataDir, newId, voice: setting } = this.#options;
    const voices = new StoreVoices({
      ...{ site, db, dataDir, scheduler, now, newId, onChange: onDevice },
      ...(setting === undefined ? {} : { setting }),
    });
    const jobs = new JobRunner({
      db,
      now,
      scheduler,
      deviceFor: (device) => this.#jobDevice(device),
      skip: (job) => voices.skip(job),
      standInFor: (device) => printers.standInFor(device),
      onRerouted: (job, to) => this.log.add(job.device, 'rerouted', { to, by: 'rule', jobId: job.id }, 'warn'),
      onChange: () => this.#options.onJobsChanged(),
      log: (message, facts) => {
        log.warn(facts, message);
        this.#logJob(message, facts);
      },
    });
    const terminals = this.#newTerminals();
    const virtual = new VirtualDevices({
      site,
      buses: this.#buses,
      printers,
      isOnline: (terminalId) => this.#isOnline(terminalId),
      holdAtReader: (readerId, uid) => this.#options.holdAtReader(readerId, uid),
      spoken: () => this.#options.spoken?.() ?? [],
    });
    this.#open = { printers, voices, jobs, terminals, virtual };
    await this.#buses.open(site());
    jobs.start();
  }

  /** Opens everything anew after a new site file. */
  async reload(): Promise<void> {
    await this.#buses.close();
    const open = this.#opened;
    open.terminals.close();
    await open.printers.reload();
    await open.voices.reload();
    open.terminals = this.#newTerminals();
    await this.#buses.open(this.#options.db.state.site);
    this.#options.onDevicesChanged([]);
  }

  async close(): Promise<void> {
    this.#repeated.tell();
    if (!this.#open) return;
    const { printers, voices, jobs, terminals } = this.#open;
    await jobs.stop();
    await voices.close();
    terminals.close();
    await this.#buses.close();
    await printers.close();
    this.#open = null;
  }

  /** After a commit: new jobs, and room displays that show something else now. */
  onCommitted(events: readonly JournalEvent[]): void {
    this.#open?.jobs.wake();
    this.#open?.terminals.onCommitted(events);
  }

  summary(): DeviceSummary {
    const terminals = this.#open?.terminals.presence() ?? [];
    const { toSee = [], waiting, notSpoken = 0 } = this.#open?.jobs.overview() ?? {};
    const decided = toSee.filter((job) => job.state !== 'waiting' && job.state !== 'running');
    return {
      terminals: {
        online: terminals.filter(({ state }) => state === 'online').length,
        total: terminals.length,
        offline: terminals.filter(({ state }) => state === 'offline').map(({ id, place }) => ({ id, place })),
        alarms: this.#open ? this.bus.alarms() : [],
      },
      printers: (this.#open?.printers.states() ?? []).map(({ id, state, paperLow }) => ({
        id,
        state,
        paperLow,
        waiting: waiting?.get(`printer/${id}`) ?? 0,
      })),
      voice: {
        engine: this.#open?.voices.engine ?? null,
        notSpoken,
        places: this.#open?.voices.places() ?? [],
      },
      readers: this.#open ? this.#options.readers() : [],
      clockApartMs: this.#options.clockApartMs(),
      jobsToSee: decided.filter((job) => !isSpoken(job)).length,
    };
  }

  /** A card reader came or went. */
  readerChanged({ id, state, reason }: DeviceSummary['readers'][number]): void {
    this.log.add(`reader/${id}`, 'state', { state, reason }, state === 'offline' ? 'warn' : 'info');
    this.#options.onDevicesChanged([]);
  }

  /** The state of the terminal on a room's wall; `none` where there is none. */
  stateOfRoom(roomNo: string): TerminalState {
    return this.#open?.terminals.stateOfRoom(roomNo) ?? 'none';
  }

  terminalViews(): TerminalView[] {
    return this.#opened.terminals.views();
  }

  /** What waits for a person or has an error, oldest first. */
  jobViews(): JobView[] {
    const index = this.#options.db.state.site;
    return (this.#open?.jobs.list() ?? []).map((job: Job): JobView => {
      const { id, device, routedFrom, payload, state, createdAt, expiresAt, attempts, errorCode } = job;
      const summary = jobSummary(job, index);
      return { id, device, routedFrom, kind: payload.kind, state, createdAt, expiresAt, attempts, errorCode, summary };
    });
  }

  /** A person sends one slip to another printer. Throws DEVICE_UNKNOWN, JOB_UNKNOWN, JOB_NOT_OPEN. */
  rerouteJob(jobId: string, printerId: string): void {
    const { printers, jobs } = this.#opened;
    if (!printers.has(printerId)) throw deviceError('DEVICE_UNKNOWN', { device: `printer/${printerId}` });
    jobs.reroute(jobId, `printer/${printerId}`);
    this.log.add(`printer/${printerId}`, 'rerouted', { by: 'person', jobId });
  }

  /** A person sends everything that waits for a printer to another. Throws DEVICE_UNKNOWN. */
  reroutePrinter(fromId: string, toId: string): void {
    const { printers, jobs } = this.#opened;
    for (const id of [fromId, toId]) {
      if (!printers.has(id)) throw deviceError('DEVICE_UNKNOWN', { device: `printer/${id}` });
    }
    const count = fromId === toId ? 0 : jobs.rerouteAll(`printer/${fromId}`, `printer/${toId}`);
    this.log.add(`printer/${fromId}`, 'rerouted', { by: 'person', to: `printer/${toId}`, count });
  }

  /** Beeps, prints or speaks something. Throws StoreError: DEVICE_UNKNOWN, or why the device cannot. */
  async test(device: string): Promise<void> {
    try {
      await this.#test(device);
      this.log.add(device, 'test', { result: 'ok' });
    } catch (error) {
      const code = error instanceof HardwareError || error instanceof StoreError ? error.code : 'INTERNAL';
      if (code !== 'DEVICE_UNKNOWN') this.log.add(device, 'test', { result: 'failed', code }, 'warn');
      throw error instanceof HardwareError ? deviceError(error.code, { device }) : error;
    }
  }

  async #test(device: string): Promise<void> {
    const { printers, voices } = this.#opened;
    if (isSpoken({ device })) await voices.test(device);
    else if (device.startsWith('drawer/')) await printers.openDrawer(device.slice('drawer/'.length));
    else if (device.startsWith('printer/') && printers.device(device)) await printers.test(device);
    else if (device.startsWith('terminal/')) await this.#testTerminal(device.slice('terminal/'.length));
    else throw deviceError('DEVICE_UNKNOWN', { device });
  }

  get #opened(): OpenDevices {
    if (!this.#open) throw siteError('STORE_NOT_SET_UP');
    return this.#open;
  }

  #newTerminals(): Terminals {
    const { db, scheduler, now, businessDate, newId, act, dayOf, onSpotlight, log } = this.#options;
    return new Terminals({
      store: { state: () => db.state, now, businessDate, dayOf, newId, act, onSpotlight },
      buses: this.#buses.all,
      scheduler,
      log,
      onRepeated: (terminalId) => this.#repeated.add(terminalId),
    });
  }

  /** Shows a text, lights up and beeps, as far as it can. Throws DEVICE_UNKNOWN; HardwareError OSDP_OFFLINE, OSDP_REFUSED. */
  async #testTerminal(terminalId: string): Promise<void> {
    const terminal = this.#options.db.state.site.terminals.get(terminalId);
    const bus = terminal && this.#buses.all.get(terminal.busId);
    if (!bus) throw deviceError('DEVICE_UNKNOWN', { device: `terminal/${terminalId}` });
    const results = await testTerminal(bus.terminal(terminal.address), ['Clockroom test', terminalId], testSeconds);
    for (const result of Object.values(results)) {
      if (result !== 'ok' && result !== 'not fitted') throw new HardwareError(result, { terminalId });
    }
  }

  #isOnline(terminalId: string): boolean {
    const [busId = '', address = ''] = terminalId.split('/');
    const bus = this.#buses.all.get(busId);
    return bus?.terminals().some((status) => status.address === Number(address) && status.state === 'online') ?? false;
  }

  #jobDevice(device: string): JobDevice | null {
    const open = this.#open;
    if (!open) return null;
    if (isSpoken({ device })) return open.voices.device(device);
    if (device.startsWith('printer/')) return open.printers.device(device);
    return device.startsWith('terminal/')
      ? { run: (job) => this.#remind(device.slice('terminal/'.length), job) }
      : null;
  }

  /** A reminder at the room's terminal, unless the clock has ended meanwhile. */
  async #remind(terminalId: string, { payload }: Job): Promise<void> {
    if (payload.kind !== 'terminal-reminder') throw commonError('INTERNAL', { kind: payload.kind });
    if (this.#options.db.state.clocks.byId(payload.clockId)?.state !== 'started') return;
    await this.#opened.terminals.remind(terminalId, payload);
  }

  /** What the job runner tells, with the reason's code. */
  #logJob(message: string, facts: object): void {
    const { device = '', err, ...rest }: { device?: unknown; err?: unknown } = facts;
    const code = err instanceof HardwareError || err instanceof StoreError ? err.code : 'INTERNAL';
    const reason = err instanceof HardwareError ? err.context.reason : undefined;
    this.log.add(String(device), 'job', { ...rest, message, code, reason }, 'warn');
  }

  /** Each terminal tells how it is when it comes online: only what is wrong, or no longer wrong, is news. */
  #logStatus(device: string, { tamper, power, readers }: Extract<BusEvent, { type: 'status' }>): void {
    const isWrong = tamper || power || readers.some((state) => state !== 0);
    const facts = { tamper, power, readers: readers.join(' ') };
    if (isWrong || this.#alarmed.has(device)) this.log.add(device, 'status', facts, isWrong ? 'warn' : 'info');
    if (isWrong) this.#alarmed.add(device);
    else this.#alarmed.delete(device);
  }

  #onBusEvent(busId: string, event: BusEvent): void {
    this.bus.onBusEvent(busId, event);
    this.#open?.terminals.onBusEvent(busId, event);
    if (event.type === 'state') {
      const { address, state } = event;
      this.log.add(`terminal/${busId}/${address}`, 'state', { ...event }, state === 'offline' ? 'warn' : 'info');
      const terminal = this.#options.db.state.site.terminals.get(`${busId}/${event.address}`);
      this.#options.onDevicesChanged(terminal?.room === undefined ? [] : [terminal.room]);
    } else if (event.type === 'status') {
      this.#logStatus(`terminal/${busId}/${event.address}`, event);
      this.#options.onDevicesChanged([]);
    } else if (event.type === 'line') {
      const facts = { bus: busId, reason: event.reason };
      this.log.add(`line/${busId}`, 'state', { open: event.open, reason: event.reason }, event.open ? 'info' : 'warn');
      if (event.open) this.#options.log.info(facts, 'line open');
      else this.#options.log.warn(facts, 'line lost');
    }
  }
}
