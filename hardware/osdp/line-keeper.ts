import { HardwareError } from '../error.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { LineSearch } from './line-search.ts';
import { growingMs, timing } from './timing.ts';

interface LineKeeperOptions {
  transport: Transport;
  scheduler: Scheduler;
  /** Speeds to look through where the line has one; none: the speed stays. */
  searchSpeeds: readonly number[] | undefined;
  /** The addresses that may answer a search. */
  addresses(): number[];
  /** True when somebody answers at the present speed: nothing is searched then. */
  isAnswered(): boolean;
  /**
   * The line is usable; `bitsPerSecond` is a speed that a search found. The transport's listeners are to be set.
   * `isRenewed`: it was closed by `renew` only, and nobody was told.
   */
  onOpen(bitsPerSecond: number | undefined, isRenewed: boolean): void;
  /** It could not be opened or went away; told once until it is open again. */
  onDown(reason: string): void;
  /** It is closed to search it anew: nobody can be spoken to meanwhile. */
  onSearch(): void;
}

/** Keeps a line open: tries again with growing waits, and looks for the speed where somebody answers. */
export class LineKeeper {
  readonly #options: LineKeeperOptions;
  #isWanted = false;
  #attempts = 0;
  #attempt: Promise<void> | undefined;
  #retry: TimerHandle | undefined;
  #searchAgain: TimerHandle | undefined;

  constructor(options: LineKeeperOptions) {
    this.#options = options;
  }

  /** Resolves after the first attempt, also when that failed: it keeps trying. */
  async open(): Promise<void> {
    if (this.#isWanted) return this.#attempt;
    this.#isWanted = true;
    this.#attempts = 0;
    await this.#tryOpen();
  }

  /** Tries no more; resolves when nothing is underway. The transport is the caller's to close. */
  async stop(): Promise<void> {
    const { scheduler } = this.#options;
    this.#isWanted = false;
    scheduler.clearTimeout(this.#retry);
    scheduler.clearTimeout(this.#searchAgain);
    await this.#attempt;
    scheduler.clearTimeout(this.#searchAgain);
  }

  /** Opens it anew, for it may be dead without having said so; told only when it cannot be opened. */
  async renew(): Promise<void> {
    if (!this.#isWanted || this.#attempt) return;
    await this.#options.transport.close();
    if (this.#isWanted) await this.#tryOpen(true);
  }

  /** The line went away while it was in use. */
  lost(cause: Error | undefined): void {
    if (this.#isWanted) this.#tryLater(cause instanceof HardwareError ? cause.code : 'TRANSPORT_CLOSED');
  }

  #tryOpen(isRenewal = false): Promise<void> {
    this.#attempt = this.#attemptOpen(isRenewal).finally(() => {
      this.#attempt = undefined;
    });
    return this.#attempt;
  }

  async #attemptOpen(isRenewal: boolean): Promise<void> {
    const { transport } = this.#options;
    try {
      await transport.open();
      await transport.flush();
    } catch (error) {
      await transport.close();
      if (this.#isWanted) this.#tryLater(error instanceof HardwareError ? error.code : 'TRANSPORT_OPEN_FAILED');
      return;
    }
    if (!this.#isWanted) return;
    this.#attempts = 0;
    const found = await this.#searchSpeed();
    if (!this.#isWanted) return;
    if (transport.isOpen) this.#options.onOpen(found, isRenewal);
    else this.#tryLater('TRANSPORT_CLOSED');
  }

  /** The speed somebody answers at; undefined where none is looked for, or nobody is there. */
  async #searchSpeed(): Promise<number | undefined> {
    const { transport, scheduler, searchSpeeds, addresses } = this.#options;
    const { bitsPerSecond, setSpeed } = transport;
    if (!searchSpeeds || !setSpeed) return undefined;
    const speeds = [...new Set([...(bitsPerSecond === undefined ? [] : [bitsPerSecond]), ...searchSpeeds])];
    let found: number | undefined;
    try {
      found = await new LineSearch(transport, scheduler).speed(speeds, addresses());
    } catch {
      // The line went away meanwhile.
    }
    if (found === undefined && this.#isWanted) {
      this.#searchAgain = scheduler.setTimeout(() => void this.#startSearchAgain(), timing.searchAgainMs);
    }
    return found;
  }

  /** Nobody was there at any speed; who has answered since needs no search. */
  async #startSearchAgain(): Promise<void> {
    const { transport, isAnswered, onSearch } = this.#options;
    if (!this.#isWanted || !transport.isOpen || isAnswered()) return;
    onSearch();
    await transport.close();
    await this.#tryOpen();
  }

  #tryLater(reason: string): void {
    const { scheduler, onDown } = this.#options;
    if (this.#attempts === 0) onDown(reason);
    const delayMs = growingMs(timing.reopenMs, this.#attempts);
    this.#attempts += 1;
    scheduler.clearTimeout(this.#retry);
    this.#retry = scheduler.setTimeout(() => void this.#tryOpen(), delayMs);
  }
}
