import { commonError } from '../../../core/kernel/errors.ts';
import { deviceError } from '../../../core/model/devices/errors.ts';
import type { StoreEvent } from '../../../core/model/events.ts';
import { siteError } from '../../../core/model/site/errors.ts';
import type { Job } from '../../../db/operational/jobs.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { BusEvent } from '../../../hardware/osdp/driver.ts';
import { testTerminal } from '../../../hardware/osdp/terminal-test.ts';
import type { DeviceSummary, TerminalState, TerminalView } from '../../parts/devices/views.ts';

import type { TerminalKeys } from '../../secrets/terminal-keys.ts';
import type { DeviceHouse, DeviceJobs, DeviceKind } from '../kind/device-kind.ts';
import { BusDesk } from './bus-desk.ts';
import { StoreBuses } from './buses.ts';
import { RepeatedSwipes } from './repeated-swipes.ts';
import type { TerminalStore } from './terminal-store.ts';
import { Terminals } from './terminals.ts';

export interface TerminalKindOptions extends Pick<TerminalStore, 'businessDate' | 'dayOf' | 'act' | 'onSpotlight'> {
  keys: TerminalKeys;
  idlePollMs?: number;
}

/** How long the test of a terminal is to be seen. */
const testSeconds = 4;
const prefix = 'terminal/';

/** The clock terminals, and the lines they hang on. */
export class TerminalKind implements DeviceKind<Pick<DeviceSummary, 'terminals'>> {
  readonly names = ['terminal'];
  readonly sections = ['terminals'] as const;
  readonly jobs: DeviceJobs = {
    device: (device) => this.#terminals && { run: (job) => this.#remind(device.slice(prefix.length), job) },
  };
  readonly buses: StoreBuses;
  /** The lines as technicians see them. */
  readonly desk: BusDesk;
  readonly #house: DeviceHouse;
  readonly #options: TerminalKindOptions;
  readonly #repeated: RepeatedSwipes;
  /** Terminals whose housing, power supply or reader was not as it should be when they last told. */
  readonly #alarmed = new Set<string>();
  #terminals: Terminals | null = null;

  constructor(house: DeviceHouse, options: TerminalKindOptions) {
    this.#house = house;
    this.#options = options;
    const { scheduler, now, log, deviceLog, site, random, paths } = house;
    const { keys, idlePollMs } = options;
    this.#repeated = new RepeatedSwipes({
      scheduler,
      onCount: (terminalId, count) => deviceLog.add(`${prefix}${terminalId}`, 'repeated', { count }),
    });
    this.buses = new StoreBuses({
      ...{ scheduler, keys, paths },
      ...(random ? { random } : {}),
      ...(idlePollMs === undefined ? {} : { idlePollMs }),
      onEvent: (busId, event) => this.#onBusEvent(busId, event),
      onSimChange: () => house.onSimulatedChanged(),
    });
    this.desk = new BusDesk({
      site: () => {
        if (!this.#terminals) throw siteError('STORE_NOT_SET_UP');
        return site();
      },
      ...{ buses: this.buses, keys, scheduler, now, log },
      ...(random ? { random } : {}),
    });
  }

  async open(): Promise<void> {
    this.#terminals = this.#newTerminals();
    await this.buses.open(this.#house.site());
  }

  async reload(): Promise<void> {
    await this.buses.close();
    this.#opened.close();
    this.#terminals = this.#newTerminals();
    await this.buses.open(this.#house.site());
    this.#house.onDevicesChanged([]);
  }

  async close(): Promise<void> {
    this.#repeated.tell();
    this.#terminals?.close();
    await this.buses.close();
    this.#terminals = null;
  }

  onCommitted(events: readonly StoreEvent[]): void {
    this.#terminals?.onCommitted(events);
  }

  summary(): Pick<DeviceSummary, 'terminals'> {
    const terminals = this.#terminals?.presence() ?? [];
    return {
      terminals: {
        online: terminals.filter(({ state }) => state === 'online').length,
        total: terminals.length,
        offline: terminals.filter(({ state }) => state === 'offline').map(({ id, place }) => ({ id, place })),
        alarms: this.#terminals ? this.desk.alarms() : [],
      },
    };
  }

  /** Shows a text, lights up and beeps, as far as it can. Throws DEVICE_UNKNOWN; HardwareError OSDP_OFFLINE, OSDP_REFUSED. */
  async test(device: string): Promise<void> {
    const terminalId = device.slice(prefix.length);
    const terminal = this.#house.site().terminals.get(terminalId);
    const bus = terminal && this.buses.all.get(terminal.busId);
    if (!bus) throw deviceError('DEVICE_UNKNOWN', { device: `${prefix}${terminalId}` });
    const results = await testTerminal(bus.terminal(terminal.address), ['Clockroom test', terminalId], testSeconds);
    for (const result of Object.values(results)) {
      if (result !== 'ok' && result !== 'not fitted') throw new HardwareError(result, { terminalId });
    }
  }

  /** The state of the terminal on a room's wall; `none` where there is none. */
  stateOfRoom(roomNo: string): TerminalState {
    return this.#terminals?.stateOfRoom(roomNo) ?? 'none';
  }

  /** Every terminal and what passed on its line. Throws STORE_NOT_SET_UP. */
  views(): TerminalView[] {
    return this.#opened.views();
  }

  /** Whether a terminal answers at this moment. */
  isOnline(terminalId: string): boolean {
    const [busId = '', address = ''] = terminalId.split('/');
    const bus = this.buses.all.get(busId);
    return bus?.terminals().some((status) => status.address === Number(address) && status.state === 'online') ?? false;
  }

  get #opened(): Terminals {
    if (!this.#terminals) throw siteError('STORE_NOT_SET_UP');
    return this.#terminals;
  }

  #newTerminals(): Terminals {
    const { db, scheduler, now, newId, log } = this.#house;
    const { businessDate, act, dayOf, onSpotlight } = this.#options;
    return new Terminals({
      store: { state: () => db.state, now, businessDate, dayOf, newId, act, onSpotlight },
      buses: this.buses.all,
      scheduler,
      log,
      onRepeated: (terminalId) => this.#repeated.add(terminalId),
    });
  }

  /** A reminder at the room's terminal, unless the clock has ended meanwhile. */
  async #remind(terminalId: string, { payload }: Job): Promise<void> {
    if (payload.kind !== 'terminal-reminder') throw commonError('INTERNAL', { kind: payload.kind });
    if (this.#house.db.state.clocks.byId(payload.clockId)?.state !== 'started') return;
    await this.#opened.remind(terminalId, payload);
  }

  #onBusEvent(busId: string, event: BusEvent): void {
    const { deviceLog, log, site, onDevicesChanged } = this.#house;
    this.desk.onBusEvent(busId, event);
    this.#terminals?.onBusEvent(busId, event);
    if (event.type === 'state') {
      const { address, state } = event;
      deviceLog.add(`${prefix}${busId}/${address}`, 'state', { ...event }, state === 'offline' ? 'warn' : 'info');
      const terminal = site().terminals.get(`${busId}/${event.address}`);
      onDevicesChanged(terminal?.room === undefined ? [] : [terminal.room]);
    } else if (event.type === 'status') {
      this.#logStatus(`${prefix}${busId}/${event.address}`, event);
      onDevicesChanged([]);
    } else if (event.type === 'line') {
      const facts = { bus: busId, reason: event.reason };
      deviceLog.add(`line/${busId}`, 'state', { open: event.open, reason: event.reason }, event.open ? 'info' : 'warn');
      if (event.open) log.info(facts, 'line open');
      else log.warn(facts, 'line lost');
    }
  }

  /** Each terminal tells how it is when it comes online: only what is wrong, or no longer wrong, is news. */
  #logStatus(device: string, { tamper, power, readers }: Extract<BusEvent, { type: 'status' }>): void {
    const isWrong = tamper || power || readers.some((state) => state !== 0);
    const facts = { tamper, power, readers: readers.join(' ') };
    if (isWrong || this.#alarmed.has(device)) {
      this.#house.deviceLog.add(device, 'status', facts, isWrong ? 'warn' : 'info');
    }
    if (isWrong) this.#alarmed.add(device);
    else this.#alarmed.delete(device);
  }
}
