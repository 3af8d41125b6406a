import { HardwareError } from '../error.ts';
import type { Transport } from '../transport/transport.ts';

interface Borrower {
  use(line: Transport): Promise<void>;
  refuse(error: Error): void;
}

/** Lends a bus's line between two of its questions, so that others can be asked who are none of its terminals. */
export class LineLoan {
  readonly #transport: Transport;
  readonly #onReturn: (isOpen: boolean) => void;
  #waiting: Borrower[] = [];
  /** Who has the line; one whose line was closed meanwhile has it no more. */
  #borrower: Borrower | undefined;

  /** @param onReturn the line is the bus's again, its listeners are to be set; it may have been lost meanwhile */
  constructor(transport: Transport, onReturn: (isOpen: boolean) => void) {
    this.#transport = transport;
    this.#onReturn = onReturn;
  }

  /** Resolves with what `use` gives. Throws what it throws, and TRANSPORT_NOT_OPEN once the line is closed. */
  ask<T>(use: (line: Transport) => Promise<T>, isOpen: boolean): Promise<T> {
    const used = new Promise<T>((resolve, reject) => {
      this.#waiting.push({ use: (line) => use(line).then(resolve, reject), refuse: reject });
    });
    if (!isOpen) this.end();
    return used;
  }

  /** Whether the line, which is free, is somebody's for the moment: who waits has it from here on. */
  takes(): boolean {
    if (this.#borrower) return true;
    const next = this.#waiting.shift();
    if (!next) return false;
    this.#borrower = next;
    void next.use(this.#transport).finally(() => {
      if (this.#borrower !== next) return;
      this.#borrower = undefined;
      this.#onReturn(this.#transport.isOpen);
    });
    return true;
  }

  /** The line is closed: nobody has it, and nobody gets it. */
  end(): void {
    this.#borrower = undefined;
    for (const { refuse } of this.#waiting.splice(0)) {
      refuse(new HardwareError('TRANSPORT_NOT_OPEN', { name: this.#transport.name }));
    }
  }
}
