import type { Scheduler, TimerHandle } from '../scheduler.ts';
import { growingMs, timing } from './timing.ts';

/**
 * Notices that a network line has gone deaf: a converter that lost power or its memory says nothing to the connection
 * it had, and the system takes bytes for it for a quarter of an hour. Whoever asked and heard nothing at all for so
 * long connects anew.
 */
export class LineEar {
  readonly #scheduler: Scheduler;
  readonly #onDeaf: () => void;
  /** When the first frame went out of those that nobody answered, on the scheduler's clock. */
  #askedMs: number | undefined;
  /** Connected anew so often without hearing anything: the waits grow. */
  #renewals = 0;
  #timer: TimerHandle | undefined;

  constructor(scheduler: Scheduler, onDeaf: () => void) {
    this.#scheduler = scheduler;
    this.#onDeaf = onDeaf;
  }

  /** The line is open: from now on it is listened to. */
  begin(): void {
    this.#askedMs = undefined;
    this.#listen(this.#patienceMs);
  }

  /** A frame went out. */
  asked(): void {
    this.#askedMs ??= this.#scheduler.now();
  }

  /** Something came, whatever it was. */
  heard(): void {
    this.#askedMs = undefined;
    this.#renewals = 0;
  }

  /** The line is closed. */
  end(): void {
    this.#scheduler.clearTimeout(this.#timer);
  }

  get #patienceMs(): number {
    return growingMs(timing.deafMs, this.#renewals);
  }

  #listen(forMs: number): void {
    this.end();
    this.#timer = this.#scheduler.setTimeout(() => this.#judge(), forMs);
  }

  #judge(): void {
    const silentMs = this.#askedMs === undefined ? 0 : this.#scheduler.now() - this.#askedMs;
    if (silentMs < this.#patienceMs) {
      this.#listen(this.#patienceMs - silentMs);
      return;
    }
    this.#renewals += 1;
    this.#onDeaf();
  }
}
