import type { Transport, TransportListeners } from '../../../hardware/transport/transport.ts';

/** A transport whose writing is done by the test; all else is the inner one's. */
export class AlteredTransport implements Transport {
  readonly name: string;
  readonly #inner: Transport;
  readonly #write: (bytes: Uint8Array) => Promise<void>;

  constructor(inner: Transport, write: (bytes: Uint8Array) => Promise<void>) {
    this.name = inner.name;
    this.#inner = inner;
    this.#write = write;
  }

  get isOpen(): boolean {
    return this.#inner.isOpen;
  }

  open(): Promise<void> {
    return this.#inner.open();
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#write(bytes);
  }

  flush(): Promise<void> {
    return this.#inner.flush();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  setListeners(listeners: TransportListeners): void {
    this.#inner.setListeners(listeners);
  }
}
