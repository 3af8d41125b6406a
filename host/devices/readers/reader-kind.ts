import type { DeviceSummary } from '../../parts/devices/views.ts';

import type { DeviceHouse, DeviceKind } from '../kind/device-kind.ts';
import { StoreReaders, type StoreReadersOptions } from './readers.ts';

export type ReaderKindOptions = Pick<
  StoreReadersOptions,
  'ownStationId' | 'onCard' | 'typed' | 'staffOn' | 'keepReaders' | 'hid'
>;

/** The card readers at the desk. They have no jobs: they only tell. */
export class ReaderKind implements DeviceKind<Pick<DeviceSummary, 'readers'>> {
  readonly names = ['reader'];
  readonly sections = ['readers'] as const;
  readonly readers: StoreReaders;

  constructor(house: DeviceHouse, { ownStationId, onCard, typed, staffOn, keepReaders, hid }: ReaderKindOptions) {
    const { site, scheduler, now, log, paths, deviceLog, onDevicesChanged } = house;
    this.readers = new StoreReaders({
      ...{ site, scheduler, now, log, paths, ownStationId, onCard, typed, staffOn, keepReaders },
      ...(hid === undefined ? {} : { hid }),
      onState: ({ id, state, reason }) => {
        deviceLog.add(`reader/${id}`, 'state', { state, reason }, state === 'offline' ? 'warn' : 'info');
        onDevicesChanged([]);
      },
    });
  }

  async open(): Promise<void> {
    await this.readers.open();
  }

  async reload(): Promise<void> {
    await this.readers.close();
    await this.readers.open();
  }

  async close(): Promise<void> {
    await this.readers.close();
  }

  summary(): Pick<DeviceSummary, 'readers'> {
    return { readers: this.readers.presence() };
  }
}
