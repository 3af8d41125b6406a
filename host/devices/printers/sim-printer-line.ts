import type { Scheduler } from '../../../hardware/scheduler.ts';
import type { SimPrinter } from '../../../hardware/sim/printer.ts';
import { MemoryLine } from '../../../hardware/transport/memory.ts';
import type { Transport, TransportListeners } from '../../../hardware/transport/transport.ts';

/** The line to a simulated printer: each opening is a new wire in memory, as each connection to a real one. */
export class SimPrinterLine implements Transport {
  readonly name: string;
  readonly #printer: SimPrinter;
  readonly #scheduler: Scheduler;
  #wire: MemoryLine | undefined;
  #listeners: TransportListeners | undefined;

  constructor(printer: SimPrinter, scheduler: Scheduler) {
    this.name = `sim:${printer.name}`;
    this.#printer = printer;
    this.#scheduler = scheduler;
  }

  get isOpen(): boolean {
    return this.#wire?.near.isOpen ?? false;
  }

  async open(): Promise<void> {
    const wire = new MemoryLine(this.name, this.#scheduler);
    this.#wire = wire;
    wire.near.setListeners({
      onData: (bytes) => this.#listeners?.onData(bytes),
      onClose: (cause) => this.#listeners?.onClose(cause),
    });
    await wire.far.open();
    this.#printer.attach(printersEnd(wire));
    await wire.near.open();
  }

  async write(bytes: Uint8Array): Promise<void> {
    const wire = this.#wire ?? new MemoryLine(this.name, this.#scheduler);
    await wire.near.write(bytes);
  }

  async flush(): Promise<void> {
    await this.#wire?.near.flush();
  }

  async close(): Promise<void> {
    const wire = this.#wire;
    this.#wire = undefined;
    // This end first, so that it is not told of its own closing; then the printer lets go of the line.
    await wire?.near.close();
    wire?.cut();
  }

  setListeners(listeners: TransportListeners): void {
    this.#listeners = listeners;
  }
}

/** The far end as the printer holds it: when the printer hangs up, the line is gone at both ends. */
function printersEnd(wire: MemoryLine): Transport {
  const { far } = wire;
  return {
    name: far.name,
    get isOpen() {
      return far.isOpen;
    },
    open: () => far.open(),
    write: (bytes) => far.write(bytes),
    flush: () => far.flush(),
    close: async () => wire.cut(),
    setListeners: (listeners) => far.setListeners(listeners),
  };
}
