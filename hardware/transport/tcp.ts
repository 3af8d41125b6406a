import { connect, type Socket } from 'node:net';
import { HardwareError } from '../error.ts';
import { openFailureOf } from './open-failure.ts';
import type { Transport, TransportListeners } from './transport.ts';

/** How long a connection may take to come up. */
const CONNECT_TIMEOUT_MS = 3000;
/** Silence after which the system asks whether the other side is still there. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** A TCP connection to a serial-to-Ethernet converter, a printer or a simulator. */
export class TcpTransport implements Transport {
  readonly name: string;
  readonly mayGoDeaf = true;
  readonly #host: string;
  readonly #port: number;
  readonly #connectTimeoutMs: number;
  #socket: Socket | undefined;
  #isOpen = false;
  #listeners: TransportListeners | undefined;

  constructor(settings: { host: string; port: number }, options: { connectTimeoutMs?: number } = {}) {
    this.name = `tcp:${settings.host}:${settings.port}`;
    this.#host = settings.host;
    this.#port = settings.port;
    this.#connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): Promise<void> {
    if (this.#socket) return Promise.reject(this.#openFailed('open'));
    return new Promise((resolve, reject) => {
      let socket: Socket;
      try {
        socket = connect({ host: this.#host, port: this.#port });
      } catch (cause) {
        reject(this.#openFailed('settings', cause)); // a port out of range
        return;
      }
      this.#socket = socket;
      let failure: Error | undefined;
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
      socket.setTimeout(this.#connectTimeoutMs, () => {
        failure = new HardwareError('TRANSPORT_TIMEOUT', { name: this.name });
        socket.destroy();
      });
      socket.once('connect', () => {
        socket.setTimeout(0);
        this.#isOpen = true;
        resolve();
      });
      socket.on('data', (bytes) => {
        if (this.#socket === socket) this.#listeners?.onData(bytes);
      });
      socket.on('error', (error) => {
        failure = error;
      });
      // The other side's end is the line's end: half-open lines are of no use here.
      socket.on('end', () => socket.destroy());
      socket.once('close', () => {
        reject(this.#openFailed('connect', failure)); // does nothing once it was open
        this.#ended(socket, failure);
      });
    });
  }

  #ended(socket: Socket, cause: Error | undefined): void {
    if (this.#socket !== socket) return;
    const wasOpen = this.#isOpen;
    this.#socket = undefined;
    this.#isOpen = false;
    if (wasOpen) this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }, { cause }));
  }

  #openFailed(reason: string, cause?: unknown): HardwareError {
    const why = openFailureOf(cause);
    return new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason, ...(why ? { why } : {}) }, { cause });
  }

  write(bytes: Uint8Array): Promise<void> {
    const socket = this.#socket;
    if (!socket || !this.#isOpen) return Promise.reject(new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name }));
    return new Promise((resolve, reject) => {
      socket.write(bytes, (cause) => {
        if (cause) reject(new HardwareError('TRANSPORT_WRITE_FAILED', { name: this.name }, { cause }));
        else resolve();
      });
    });
  }

  async flush(): Promise<void> {
    this.#socket?.read();
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isOpen = false;
    if (!socket || socket.closed) return;
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
  }

  setListeners(listeners: TransportListeners): void {
    this.#listeners = listeners;
  }
}
