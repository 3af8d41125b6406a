import { type FileHandle, open } from 'node:fs/promises';
import { HardwareError } from '../error.ts';
import type { Transport, TransportListeners } from '../transport/transport.ts';

/** A printer that is a file or a device node (`/dev/usb/lp0`): bytes are appended, nothing ever answers. */
export class FileTransport implements Transport {
  readonly name: string;
  readonly #path: string;
  #file: FileHandle | undefined;

  /** @param path created where it does not exist; its folder must */
  constructor(path: string) {
    this.name = `file:${path}`;
    this.#path = path;
  }

  get isOpen(): boolean {
    return this.#file !== undefined;
  }

  async open(): Promise<void> {
    if (this.#file) throw new HardwareError('TRANSPORT_OPEN_FAILED', { transport: this.name, reason: 'already-open' });
    try {
      this.#file = await open(this.#path, 'a');
    } catch (cause) {
      throw new HardwareError('TRANSPORT_OPEN_FAILED', { transport: this.name }, { cause });
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#file) throw new HardwareError('TRANSPORT_NOT_OPEN', { transport: this.name });
    try {
      await this.#file.appendFile(bytes);
    } catch (cause) {
      throw new HardwareError('TRANSPORT_WRITE_FAILED', { transport: this.name }, { cause });
    }
  }

  async flush(): Promise<void> {}

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /** A file says nothing and does not go away. */
  setListeners(_listeners: TransportListeners): void {}
}
