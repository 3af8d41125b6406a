import { SerialPort } from 'serialport';
import { HardwareError } from '../error.ts';
import type { Transport, TransportListeners } from './transport.ts';

/** A serial line of the computer, 8 data bits, no parity, one stop bit, as OSDP and the printers want it. */
export class SerialTransport implements Transport {
  readonly name: string;
  readonly bitsPerSecond: number;
  readonly #path: string;
  #port: SerialPort | undefined;
  #listeners: TransportListeners | undefined;

  constructor(settings: { path: string; baudRate: number }) {
    this.name = `serial:${settings.path}@${settings.baudRate}`;
    this.bitsPerSecond = settings.baudRate;
    this.#path = settings.path;
  }

  get isOpen(): boolean {
    return this.#port?.isOpen ?? false;
  }

  open(): Promise<void> {
    if (this.#port) return Promise.reject(this.#openFailed('open'));
    return new Promise((resolve, reject) => {
      let port: SerialPort;
      try {
        port = new SerialPort({ path: this.#path, baudRate: this.bitsPerSecond, autoOpen: false });
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
        if (!cause && this.#port === port) return resolve();
        if (this.#port === port) this.#port = undefined;
        reject(this.#openFailed(cause ? 'system' : 'closed', cause));
      });
    });
  }

  #ended(port: SerialPort, cause: Error | undefined): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }, { cause }));
  }

  #openFailed(reason: string, cause?: unknown): HardwareError {
    return new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason }, { cause });
  }

  write(bytes: Uint8Array): Promise<void> {
    const port = this.#port;
    if (!port?.isOpen) return Promise.reject(new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name }));
    return new Promise((resolve, reject) => {
      port.write(Buffer.from(bytes), undefined, (cause) => {
        if (!cause) return resolve();
        // An adapter that was pulled out is not always told by the system; what fails to be written does.
        this.#ended(port, cause);
        if (port.isOpen) port.close(() => {});
        reject(new HardwareError('TRANSPORT_WRITE_FAILED', { name: this.name }, { cause }));
      });
    });
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
