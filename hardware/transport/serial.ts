import { SerialPort } from 'serialport';
import { HardwareError } from '../error.ts';
import { openFailureOf } from './open-failure.ts';
import type { FlowControl, RtsDirection, Transport, TransportListeners } from './transport.ts';

/** What is used of a serial port; the tests bring one that records its control lines. */
export type SerialDevice = Pick<
  SerialPort,
  'isOpen' | 'on' | 'open' | 'write' | 'drain' | 'set' | 'update' | 'flush' | 'close'
>;

interface SerialPortOptions {
  path: string;
  baudRate: number;
  rtscts?: boolean;
  xon?: boolean;
  xoff?: boolean;
}

const flowOptions = { 'rts-cts': { rtscts: true }, 'xon-xoff': { xon: true, xoff: true } } as const;

/** A serial line of the computer, 8 data bits, no parity, one stop bit, as OSDP and the printers want it. */
export class SerialTransport implements Transport {
  readonly name: string;
  readonly #path: string;
  readonly #direction: RtsDirection | undefined;
  readonly #flow: FlowControl | undefined;
  readonly #makePort: (settings: SerialPortOptions) => SerialDevice;
  #bitsPerSecond: number;
  #port: SerialDevice | undefined;
  /** Writes one after the other: with RTS a frame is more than one step. */
  #writing: Promise<void> = Promise.resolve();
  #listeners: TransportListeners | undefined;

  constructor(
    settings: { path: string; baudRate: number; direction?: RtsDirection; flow?: FlowControl },
    makePort: (settings: SerialPortOptions) => SerialDevice = (options) =>
      new SerialPort({ ...options, autoOpen: false }),
  ) {
    this.name = `serial:${settings.path}@${settings.baudRate}`;
    this.#bitsPerSecond = settings.baudRate;
    this.#path = settings.path;
    this.#direction = settings.direction;
    this.#flow = settings.flow;
    this.#makePort = makePort;
  }

  get bitsPerSecond(): number {
    return this.#bitsPerSecond;
  }

  get isOpen(): boolean {
    return this.#port?.isOpen ?? false;
  }

  open(): Promise<void> {
    if (this.#port) return Promise.reject(this.#openFailed('open'));
    return new Promise((resolve, reject) => {
      let port: SerialDevice;
      try {
        port = this.#makePort({
          path: this.#path,
          baudRate: this.#bitsPerSecond,
          ...(this.#flow === undefined ? {} : flowOptions[this.#flow]),
        });
      } catch (cause) {
        reject(this.#openFailed('settings', cause)); // an empty path, a rate that is no number
        return;
      }
      this.#port = port;
      port.on('data', (bytes: Uint8Array) => {
        if (this.#port === port) this.#listeners?.onData(bytes);
      });
      // Errors of reading come with the close that follows; without a listener they would end the process.
      port.on('error', () => {});
      port.on('close', (cause: Error | null) => this.#ended(port, cause ?? undefined));
      port.open((cause) => {
        if (!cause && this.#port === port) {
          // An adapter that is left sending would silence the line.
          this.#setSending(port, false).then(resolve, (error: Error) => reject(this.#openFailed('rts', error)));
          return;
        }
        if (this.#port === port) this.#port = undefined;
        reject(this.#openFailed(cause ? 'system' : 'closed', cause));
      });
    });
  }

  /** Turns an adapter that listens to RTS; does nothing for the others. */
  #setSending(port: SerialDevice, isSending: boolean): Promise<void> {
    if (!this.#direction) return Promise.resolve();
    const rts = isSending === (this.#direction === 'rts');
    return new Promise((resolve, reject) => {
      port.set({ rts }, (cause) => (cause ? reject(cause) : resolve()));
    });
  }

  async setSpeed(bitsPerSecond: number): Promise<void> {
    const port = this.#port;
    if (!port?.isOpen) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name });
    if (bitsPerSecond === this.#bitsPerSecond) return;
    await new Promise<void>((resolve, reject) => {
      port.update({ baudRate: bitsPerSecond }, (cause) =>
        cause ? reject(this.#openFailed('speed', cause)) : resolve(),
      );
    });
    this.#bitsPerSecond = bitsPerSecond;
  }

  #ended(port: SerialDevice, cause: Error | undefined): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }, { cause }));
  }

  #openFailed(reason: string, cause?: unknown): HardwareError {
    const why = openFailureOf(cause);
    return new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason, ...(why ? { why } : {}) }, { cause });
  }

  write(bytes: Uint8Array): Promise<void> {
    const port = this.#port;
    if (!port?.isOpen) return Promise.reject(new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name }));
    const written = this.#writing.then(() => this.#writeFrame(port, bytes));
    this.#writing = written.catch(() => {});
    return written.catch((cause: unknown) => {
      // An adapter that was pulled out is not always told by the system; what fails to be written does.
      this.#ended(port, cause instanceof Error ? cause : undefined);
      if (port.isOpen) port.close(() => {});
      throw new HardwareError('TRANSPORT_WRITE_FAILED', { name: this.name }, { cause });
    });
  }

  async #writeFrame(port: SerialDevice, bytes: Uint8Array): Promise<void> {
    await this.#setSending(port, true);
    await new Promise<void>((resolve, reject) => {
      port.write(Buffer.from(bytes), undefined, (cause) => (cause ? reject(cause) : resolve()));
    });
    if (!this.#direction) return;
    // The last bit must have left before the adapter listens again.
    await new Promise<void>((resolve, reject) => port.drain((cause) => (cause ? reject(cause) : resolve())));
    await this.#setSending(port, false);
  }

  probe(): Promise<void> {
    const port = this.#port;
    if (!port?.isOpen) return Promise.resolve();
    // Waiting for what was written asks the device without sending it anything.
    return new Promise((resolve) => {
      port.drain((cause) => {
        if (cause) this.#gone(port, cause);
        resolve();
      });
    });
  }

  #gone(port: SerialDevice, cause: Error): void {
    this.#ended(port, cause);
    if (port.isOpen) port.close(() => {});
  }

  flush(): Promise<void> {
    const port = this.#port;
    if (!port?.isOpen) return Promise.resolve();
    // Flushing is a kindness to the first frame; a device that cannot is flushed by the decoder.
    return new Promise((resolve) => port.flush(() => resolve()));
  }

  async close(): Promise<void> {
    const port = this.#port;
    this.#port = undefined;
    if (!port?.isOpen) return;
    await new Promise<void>((resolve) => port.close(() => resolve()));
  }

  setListeners(listeners: TransportListeners): void {
    this.#listeners = listeners;
  }
}
