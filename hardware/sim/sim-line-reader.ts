import { createServer, type Server, type Socket } from 'node:net';
import { HardwareError } from '../error.ts';
import type { Scheduler } from '../scheduler.ts';
import { Faults } from './faults.ts';

/**
 * A card reader that sends lines (the UID in hex, CR LF) over a port, as one behind a serial-to-Ethernet converter does.
 * Its faults strike each line: `dropFrames`, `truncate`, `duplicate`, `noise`, `corrupt`, `delay`.
 */
export class SimLineReader {
  readonly faults: Faults;
  readonly #scheduler: Scheduler;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(options: { scheduler: Scheduler; faults?: Faults }) {
    this.#scheduler = options.scheduler;
    this.faults = options.faults ?? new Faults();
  }

  /** Serves it; returns the port (`0` takes a free one). Throws HardwareError TRANSPORT_OPEN_FAILED. */
  async listen(port = 0, host = '127.0.0.1'): Promise<number> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
      socket.resume();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => reject(new HardwareError('TRANSPORT_OPEN_FAILED', { port, host }, { cause })));
      server.listen(port, host, () => resolve());
    });
    this.#server = server;
    const address = server.address();
    this.#port = typeof address === 'object' && address ? address.port : port;
    return this.#port;
  }

  /** Holds a card before it (`uid` in hex); false while it has no power, or nobody listens to it. */
  hold(uid: string): boolean {
    if (this.#sockets.size === 0) return false;
    for (const { bytes, delayMs } of this.faults.onTheWay(Buffer.from(`${uid}\r\n`, 'latin1'))) {
      this.#scheduler.setTimeout(() => {
        for (const socket of this.#sockets) socket.write(bytes);
      }, delayMs);
    }
    return true;
  }

  /** Pulls it out: whoever listened is cut off, and finds nobody. */
  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Plugs it in again, at the same port. Throws as `listen`. */
  async plug(): Promise<void> {
    if (!this.#server) await this.listen(this.#port);
  }

  close(): Promise<void> {
    return this.unplug();
  }
}
