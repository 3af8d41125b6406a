import { siteError } from '../../../core/model/site/errors.ts';
import type { DeviceSummary } from '../../parts/devices/views.ts';

import type { DeviceHouse, DeviceJobs, DeviceKind, JobsOverview } from '../kind/device-kind.ts';
import { StorePrinters } from './printers.ts';

/** Printers for slips and bills, and the drawers that hang on them. */
export class PrinterKind implements DeviceKind<Pick<DeviceSummary, 'printers'>> {
  readonly names = ['printer', 'drawer'];
  readonly sections = ['printers'] as const;
  readonly jobs: DeviceJobs = {
    device: (device) => this.#printers?.device(device) ?? null,
    standInFor: (device) => this.#printers?.standInFor(device) ?? null,
  };
  readonly #house: DeviceHouse;
  #printers: StorePrinters | null = null;

  constructor(house: DeviceHouse) {
    this.#house = house;
  }

  /** Throws STORE_NOT_SET_UP before they are opened. */
  get printers(): StorePrinters {
    if (!this.#printers) throw siteError('STORE_NOT_SET_UP');
    return this.#printers;
  }

  async open(): Promise<void> {
    const { site, db, scheduler, now, paths, deviceLog, onDevicesChanged, onSimulatedChanged, wakeJobs } = this.#house;
    this.#printers = new StorePrinters({
      ...{ site, db, scheduler, now, paths },
      onChange: () => {
        onDevicesChanged([]);
        onSimulatedChanged();
      },
      onDown: wakeJobs,
      onState: (id, state) => deviceLog.add(`printer/${id}`, 'state', { state }, state === 'ok' ? 'info' : 'warn'),
    });
  }

  async reload(): Promise<void> {
    await this.printers.reload();
  }

  async close(): Promise<void> {
    const printers = this.#printers;
    await printers?.close();
    this.#printers = null;
  }

  summary({ waiting }: JobsOverview): Pick<DeviceSummary, 'printers'> {
    const printers = (this.#printers?.states() ?? []).map(({ id, state, reason, paperLow }) => ({
      id,
      state,
      reason,
      paperLow,
      waiting: waiting.get(`printer/${id}`) ?? 0,
    }));
    return { printers };
  }

  async test(device: string): Promise<void> {
    if (device.startsWith('drawer/')) await this.printers.openDrawer(device.slice('drawer/'.length));
    else await this.printers.test(device);
  }
}
