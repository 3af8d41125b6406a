import { growingMs, limits, timing } from './timing.ts';

/** How long a terminal is waited for, when it is asked next, and when it counts as gone. All times are arguments. */
export class Patience {
  /** When it is asked next. */
  dueMs = 0;
  readonly #offlineAfterMs: number;
  #silentSinceMs = 0;
  #restarts = 0;
  #probes = 0;

  constructor(offlineAfterMs: number = timing.offlineAfterMs) {
    this.#offlineAfterMs = offlineAfterMs;
  }

  /** The line is open, or the terminal in use again: nothing is held against it. */
  begin(nowMs: number): void {
    this.dueMs = nowMs;
    this.#silentSinceMs = nowMs;
    this.#restarts = 0;
    this.#probes = 0;
  }

  /** It answered. */
  heard(nowMs: number): void {
    this.#silentSinceMs = nowMs;
  }

  /** It did what it was asked. */
  forgiveRestarts(): void {
    this.#restarts = 0;
  }

  /** It is there and can be used. */
  forgiveProbes(): void {
    this.#probes = 0;
  }

  /** True when it has been silent for so long that it is not there. */
  isOver(nowMs: number): boolean {
    return nowMs - this.#silentSinceMs >= this.#offlineAfterMs;
  }

  /** Missed `attempts` times: it is asked again a little later each time. */
  retryLater(attempts: number, nowMs: number): void {
    this.dueMs = nowMs + growingMs(timing.retryMs, attempts - 1);
  }

  /** Begins anew at once; false when that has happened too often in a row. */
  restart(nowMs: number): boolean {
    this.dueMs = nowMs;
    this.#restarts += 1;
    return this.#restarts <= limits.restarts;
  }

  /** It is not there: asked now and then whether it came back. */
  probeLater(nowMs: number): void {
    this.#restarts = 0;
    this.dueMs = nowMs + growingMs(timing.probeMs, this.#probes);
    this.#probes += 1;
  }
}
