import { HardwareError } from '../error.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';
import type { Transport, TransportListeners } from './transport.ts';

/**
 * A wire in memory with two ends. Bytes travel through the scheduler, so in simulated time every run is the same.
 * As on a real wire, what is sent to an end that is not open is lost.
 */
export class MemoryLine {
  readonly near: Transport;
  readonly far: Transport;
  readonly #ends: [MemoryEnd, MemoryEnd];
  #isCut = false;

  /** `latencyMs`: travelling time of every piece written. */
  constructor(name: string, scheduler: Scheduler, options: { latencyMs?: number } = {}) {
    const latencyMs = options.latencyMs ?? 1;
    const near = new MemoryEnd(`memory:${name}`, scheduler, latencyMs, () => this.#isCut);
    const far = new MemoryEnd(`memory:${name}/far`, scheduler, latencyMs, () => this.#isCut);
    near.peer = far;
    far.peer = near;
    this.near = near;
    this.far = far;
    this.#ends = [near, far];
  }

  /** Breaks the wire: both ends close and tell their listeners; opening fails until `mend`. */
  cut(): void {
    this.#isCut = true;
    for (const end of this.#ends) end.breakDown();
  }

  /** Makes opening possible again. */
  mend(): void {
    this.#isCut = false;
  }
}

class MemoryEnd implements Transport {
  readonly name: string;
  peer: MemoryEnd | undefined;
  readonly #scheduler: Scheduler;
  readonly #latencyMs: number;
  readonly #isCut: () => boolean;
  readonly #underway = new Set<TimerHandle>();
  #listeners: TransportListeners | undefined;
  #isOpen = false;

  constructor(name: string, scheduler: Scheduler, latencyMs: number, isCut: () => boolean) {
    this.name = name;
    this.#scheduler = scheduler;
    this.#latencyMs = latencyMs;
    this.#isCut = isCut;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async open(): Promise<void> {
    if (this.#isOpen || this.#isCut()) {
      throw new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason: this.#isOpen ? 'open' : 'cut' });
    }
    this.#isOpen = true;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#isOpen) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name });
    this.peer?.arrive(Uint8Array.from(bytes));
  }

  async flush(): Promise<void> {
    for (const handle of this.#underway) this.#scheduler.clearTimeout(handle);
    this.#underway.clear();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.flush();
  }

  setListeners(listeners: TransportListeners): void {
    this.#listeners = listeners;
  }

  /** Bytes set out from the other end. */
  arrive(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    const handle = this.#scheduler.setTimeout(() => {
      this.#underway.delete(handle);
      this.#listeners?.onData(bytes);
    }, this.#latencyMs);
    this.#underway.add(handle);
  }

  breakDown(): void {
    if (!this.#isOpen) return;
    void this.close();
    this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }));
  }
}
