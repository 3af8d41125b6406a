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

  /**
   * `latencyMs`: travelling time of every piece written. With `bitsPerSecond` each end sends at that speed, ten bits
   * a byte, one piece after the other, as a serial line does; `setSpeed` of the near end changes it for both.
   */
  constructor(name: string, scheduler: Scheduler, options: { latencyMs?: number; bitsPerSecond?: number } = {}) {
    const latencyMs = options.latencyMs ?? (options.bitsPerSecond === undefined ? 1 : 0);
    const line = { isCut: () => this.#isCut, latencyMs, bitsPerSecond: options.bitsPerSecond };
    const near = new MemoryEnd(`memory:${name}`, scheduler, line);
    const far = new MemoryEnd(`memory:${name}/far`, scheduler, line);
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

/** What both ends share. */
interface Wire {
  isCut(): boolean;
  readonly latencyMs: number;
  bitsPerSecond: number | undefined;
}

class MemoryEnd implements Transport {
  readonly name: string;
  peer: MemoryEnd | undefined;
  readonly setSpeed: ((bitsPerSecond: number) => Promise<void>) | undefined;
  readonly #scheduler: Scheduler;
  readonly #wire: Wire;
  readonly #underway = new Set<TimerHandle>();
  #listeners: TransportListeners | undefined;
  #isOpen = false;
  #freeAtMs = 0;

  constructor(name: string, scheduler: Scheduler, wire: Wire) {
    this.name = name;
    this.#scheduler = scheduler;
    this.#wire = wire;
    if (wire.bitsPerSecond !== undefined) {
      this.setSpeed = async (bitsPerSecond) => {
        wire.bitsPerSecond = bitsPerSecond;
      };
    }
  }

  get bitsPerSecond(): number | undefined {
    return this.#wire.bitsPerSecond;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async open(): Promise<void> {
    if (this.#isOpen || this.#wire.isCut()) {
      throw new HardwareError('TRANSPORT_OPEN_FAILED', { name: this.name, reason: this.#isOpen ? 'open' : 'cut' });
    }
    this.#isOpen = true;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#isOpen) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: this.name });
    const { bitsPerSecond, latencyMs } = this.#wire;
    const nowMs = this.#scheduler.now();
    const travelMs = bitsPerSecond === undefined ? 0 : (bytes.length * 10_000) / bitsPerSecond;
    this.#freeAtMs = Math.max(this.#freeAtMs, nowMs) + travelMs;
    this.peer?.arrive(Uint8Array.from(bytes), latencyMs + this.#freeAtMs - nowMs);
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
  arrive(bytes: Uint8Array, afterMs: number): void {
    if (!this.#isOpen) return;
    const handle = this.#scheduler.setTimeout(() => {
      this.#underway.delete(handle);
      this.#listeners?.onData(bytes);
    }, afterMs);
    this.#underway.add(handle);
  }

  breakDown(): void {
    if (!this.#isOpen) return;
    void this.close();
    this.#listeners?.onClose(new HardwareError('TRANSPORT_CLOSED', { name: this.name }));
  }
}
