import { constants, type FileHandle, open } from 'node:fs/promises';
import { HardwareError } from '../error.ts';
import { realScheduler, type Scheduler, type TimerHandle } from '../scheduler.ts';
import type { Transport, TransportListeners } from '../transport/transport.ts';

/** How often a printer that does not take or give anything now is tried again. The line is open for a slip only. */
const tryEveryMs = 20;
const mostBytesOfRead = 256;

/**
 * A printer on the computer's own USB, as the system shows it: on Linux a device node (`/dev/usb/lp0`), which answers
 * questions; on Windows the share of an installed printer (`\\PC\POS-58`), which takes bytes and never answers.
 * Nothing is ever created: a printer that is unplugged has no node, and a node is not a file.
 */
export class UsbTransport implements Transport {
  readonly name: string;
  readonly #path: string;
  readonly #scheduler: Scheduler;
  readonly #platform: NodeJS.Platform;
  #node: FileHandle | undefined;
  #reading: TimerHandle | undefined;
  #listeners: TransportListeners | undefined;

  constructor(path: string, options: { scheduler?: Scheduler; platform?: NodeJS.Platform } = {}) {
    this.name = `usb:${path}`;
    this.#path = path;
    this.#scheduler = options.scheduler ?? realScheduler;
    this.#platform = options.platform ?? process.platform;
  }

  get isOpen(): boolean {
    return this.#node !== undefined;
  }

  async open(): Promise<void> {
    if (this.#node) throw this.#openFailed('already-open');
    const node = await this.#openNode();
    this.#node = node;
    if (this.#platform !== 'win32') this.#readLater(node, 0);
  }

  async #openNode(): Promise<FileHandle> {
    if (this.#platform === 'win32') {
      return await open(this.#path, 'r+').catch((cause: unknown) => {
        throw this.#openFailed('system', cause);
      });
    }
    let node: FileHandle;
    try {
      // A printer that is busy must not hold up the program: every read and write comes back at once.
      node = await open(this.#path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch (cause) {
      throw this.#openFailed('system', cause);
    }
    const isDevice = await node.stat().then(
      (stat) => stat.isCharacterDevice(),
      () => false,
    );
    if (isDevice) return node;
    await node.close();
    throw this.#openFailed('not-a-device');
  }

  /** In the order of the calls, as the driver makes them one after the other. */
  async write(bytes: Uint8Array): Promise<void> {
    const node = this.#node;
    if (!node) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name });
    let at = 0;
    while (at < bytes.length) {
      if (this.#node !== node) throw new HardwareError('TRANSPORT_WRITE_FAILED', { name: this.name, written: at });
      try {
        const { bytesWritten } = await node.write(bytes, at, bytes.length - at);
        at += bytesWritten;
        if (bytesWritten === 0) await this.#wait();
      } catch (cause) {
        if (codeOf(cause) === 'EAGAIN') {
          await this.#wait();
          continue;
        }
        await this.#ended(node, cause);
        throw new HardwareError('TRANSPORT_WRITE_FAILED', { name: this.name, written: at }, { cause });
      }
    }
  }

  /** What was said before the opening is thrown away by the system. */
  async flush(): Promise<void> {}

  async close(): Promise<void> {
    const node = this.#node;
    this.#node = undefined;
    this.#scheduler.clearTimeout(this.#reading);
    await node?.close().catch(() => undefined);
  }

  setListeners(listeners: TransportListeners): void {
    this.#listeners = listeners;
  }

  #readLater(node: FileHandle, delayMs: number): void {
    this.#reading = this.#scheduler.setTimeout(() => void this.#read(node), delayMs);
  }

  async #read(node: FileHandle): Promise<void> {
    if (this.#node !== node) return;
    try {
      const { bytesRead, buffer } = await node.read(new Uint8Array(mostBytesOfRead), 0, mostBytesOfRead);
      if (bytesRead > 0 && this.#node === node) this.#listeners?.onData(buffer.subarray(0, bytesRead));
    } catch (cause) {
      if (codeOf(cause) !== 'EAGAIN') {
        await this.#ended(node, cause);
        return;
      }
    }
    if (this.#node === node) this.#readLater(node, tryEveryMs);
  }

  async #ended(node: FileHandle, cause: unknown): Promise<void> {
    if (this.#node !== node) return;
    await this.close();
    this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }, { cause }));
  }

  async #wait(): Promise<void> {
    await new Promise<void>((resolve) => void this.#scheduler.setTimeout(resolve, tryEveryMs));
  }

  #openFailed(reason: string, cause?: unknown): HardwareError {
    return new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason }, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
