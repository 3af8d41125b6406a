import type { HidLibrary } from '../../../hardware/transport/hid.ts';

type Handle = Awaited<ReturnType<HidLibrary['HIDAsync']['open']>>;

/** A USB device at the edge of node-hid: it is listed while it is plugged in, and its reports reach who opened it. */
export class FakeHid {
  readonly vendorId: number;
  readonly productId: number;
  isPlugged = true;
  /** Handles that are open. */
  openCount = 0;
  /** The next opening fails, as when another program holds the device. */
  failsToOpen = false;
  #data: ((report: Uint8Array) => void) | undefined;
  #error: ((error: unknown) => void) | undefined;

  /** What `import('node-hid')` would give. */
  readonly library: HidLibrary;

  constructor(ids: { vendorId: number; productId: number } = { vendorId: 0x1a86, productId: 0xe010 }) {
    this.vendorId = ids.vendorId;
    this.productId = ids.productId;
    this.library = this.#newLibrary();
  }

  #newLibrary(): HidLibrary {
    return {
      devicesAsync: async (vendorId = this.vendorId, productId = this.productId) =>
        this.isPlugged && vendorId === this.vendorId && productId === this.productId
          ? [
              { ...this.#ids(), path: 'keyboard', usagePage: 1, usage: 6, serialNumber: '7' },
              {
                ...this.#ids(),
                path: 'reader',
                usagePage: 0xff00,
                serialNumber: '7',
                manufacturer: 'Maker',
                product: 'R1',
              },
            ]
          : [],
      HIDAsync: {
        open: async (path) => {
          if (!this.isPlugged || this.failsToOpen || path !== 'reader') throw new Error(`cannot open device ${path}`);
          return this.#handle();
        },
      },
    };
  }

  send(report: Uint8Array): void {
    this.#data?.(Buffer.from(report));
  }

  plug(): void {
    this.isPlugged = true;
  }

  unplug(): void {
    this.isPlugged = false;
    this.#error?.(new Error('could not read from HID device'));
  }

  #ids() {
    return { vendorId: this.vendorId, productId: this.productId };
  }

  #handle(): Handle {
    this.openCount += 1;
    let isOpen = true;
    return {
      on: (event: string, listener: (value: never) => void) => {
        if (event === 'data') this.#data = listener as (report: Uint8Array) => void;
        else this.#error = listener as (error: unknown) => void;
      },
      write: async (values: number[]) => values.length,
      close: async () => {
        if (!isOpen) throw new Error('device has been closed');
        isOpen = false;
        this.openCount -= 1;
        this.#data = undefined;
        this.#error = undefined;
      },
    };
  }
}
