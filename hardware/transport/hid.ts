import { HardwareError } from '../error.ts';
import type { Transport, TransportListeners } from './transport.ts';

/** Which USB device: all that is given must fit. Numbers as the USB standard has them. */
export interface HidSettings {
  vendorId: number;
  productId: number;
  usagePage?: number | undefined;
  serialNumber?: string | undefined;
}

/** The part of node-hid that is used. */
export interface HidLibrary {
  devicesAsync(vendorId: number, productId: number): Promise<HidDeviceInfo[]>;
  devicesAsync(): Promise<HidDeviceInfo[]>;
  HIDAsync: { open(path: string): Promise<HidDevice> };
}

interface HidDeviceInfo {
  vendorId: number;
  productId: number;
  usage?: number | undefined;
  manufacturer?: string | undefined;
  product?: string | undefined;
  path?: string | undefined;
  usagePage?: number | undefined;
  serialNumber?: string | undefined;
}

interface HidDevice {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(values: number[]): Promise<number>;
  close(): Promise<void>;
}

/** The system's HID devices. A platform without the native part says so when a device is opened, not before. */
const systemLibrary = (): Promise<HidLibrary> => import('node-hid');

/** A HID device that is plugged in. */
export interface AttachedHid extends HidSettings {
  manufacturer: string;
  product: string;
}

const genericDesktop = 0x01;
/** Pointer, mouse, keyboard, keypad (HID Usage Tables, page 01): the system keeps these to itself. */
const keptBySystem: readonly number[] = [0x01, 0x02, 0x06, 0x07];

function isKeptBySystem({ usagePage, usage }: HidDeviceInfo): boolean {
  return usagePage === genericDesktop && keptBySystem.includes(usage ?? 0);
}

/** Every HID device of this machine but keyboards and mice. Throws HID_NO_LIBRARY, TRANSPORT_OPEN_FAILED. */
export async function attachedHids(load: () => Promise<HidLibrary> = systemLibrary): Promise<AttachedHid[]> {
  const library = await load().catch((cause: unknown) => {
    throw new HardwareError('HID_NO_LIBRARY', {}, { cause });
  });
  const devices = await library.devicesAsync().catch((cause: unknown) => {
    throw new HardwareError('TRANSPORT_OPEN_FAILED', { name: 'hid', reason: 'list' }, { cause });
  });
  return devices
    .filter((device) => !isKeptBySystem(device))
    .map(({ vendorId, productId, usagePage, serialNumber, manufacturer, product }) => ({
      vendorId,
      productId,
      usagePage,
      // Some devices give an empty one.
      serialNumber: serialNumber || undefined,
      manufacturer: manufacturer ?? '',
      product: product ?? '',
    }));
}

/** A USB HID device that is no keyboard and no mouse: each delivery is one input report. */
export class HidTransport implements Transport {
  readonly name: string;
  readonly #settings: HidSettings;
  readonly #load: () => Promise<HidLibrary>;
  #listeners: TransportListeners | undefined;
  #device: HidDevice | undefined;
  #isOpening = false;

  constructor(settings: HidSettings, options: { load?: () => Promise<HidLibrary> } = {}) {
    this.name = `hid:${hex(settings.vendorId)}:${hex(settings.productId)}`;
    this.#settings = settings;
    this.#load = options.load ?? systemLibrary;
  }

  get isOpen(): boolean {
    return this.#device !== undefined;
  }

  /** Throws READER_NOT_FOUND while no such device is plugged in. */
  async open(): Promise<void> {
    if (this.#device || this.#isOpening) throw this.#openFailed('open');
    this.#isOpening = true;
    try {
      const device = await this.#find();
      if (!this.#isOpening) {
        await device.close();
        throw this.#openFailed('closed');
      }
      this.#device = device;
      device.on('data', (report) => {
        if (this.#device === device) this.#listeners?.onData(Uint8Array.from(report));
      });
      device.on('error', (cause) => void this.#lost(device, cause));
    } finally {
      this.#isOpening = false;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#device) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name });
    try {
      await this.#device.write([...bytes]);
    } catch (cause) {
      throw new HardwareError('TRANSPORT_WRITE_FAILED', { name: this.name }, { cause });
    }
  }

  /** Reports are delivered as they come: there is nothing to drop. */
  async flush(): Promise<void> {}

  async close(): Promise<void> {
    this.#isOpening = false;
    const device = this.#device;
    this.#device = undefined;
    // A device that is gone cannot be closed properly; nothing is left of it either way.
    await device?.close().catch(() => {});
  }

  setListeners(listeners: TransportListeners): void {
    this.#listeners = listeners;
  }

  async #find(): Promise<HidDevice> {
    const { vendorId, productId, usagePage, serialNumber } = this.#settings;
    let path: string | undefined;
    try {
      const library = await this.#load();
      const found = (await library.devicesAsync(vendorId, productId)).find(
        (device) =>
          // A reader may be a keyboard besides; that part the system keeps.
          (usagePage === undefined ? !isKeptBySystem(device) : device.usagePage === usagePage) &&
          (serialNumber === undefined || device.serialNumber === serialNumber),
      );
      path = found?.path;
      if (path !== undefined) return await library.HIDAsync.open(path);
    } catch (cause) {
      throw this.#openFailed(path === undefined ? 'library' : 'system', cause);
    }
    throw new HardwareError('READER_NOT_FOUND', { name: this.name });
  }

  /** Unplugged: reading fails once and for all. */
  async #lost(device: HidDevice, cause: unknown): Promise<void> {
    if (this.#device !== device) return;
    this.#device = undefined;
    await device.close().catch(() => {});
    this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }, { cause }));
  }

  #openFailed(reason: string, cause?: unknown): HardwareError {
    return new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason }, { cause });
  }
}

function hex(id: number): string {
  return id.toString(16).toUpperCase().padStart(4, '0');
}
