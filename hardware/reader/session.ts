import type { HardwareErrorCode } from '../error.ts';
import type { ReaderState } from './card-reader.ts';
import { timing } from './timing.ts';

/**
 * What a reader's driver has to remember, without I/O: whether the device is there, when to try again, and which
 * card lies on it. Times are arguments, on the scheduler's clock.
 */
export class ReaderSession {
  #state: ReaderState = { link: 'closed', reason: null };
  #waitMs: number = timing.firstRetryMs;
  #lastUid: string | null = null;
  #lastSeenMs = 0;

  get state(): ReaderState {
    return this.#state;
  }

  /** The first try begins. */
  starting(): void {
    this.#state = { link: 'starting', reason: null };
    this.#waitMs = timing.firstRetryMs;
    this.#lastUid = null;
  }

  /** The device answers. */
  opened(): void {
    this.#state = { link: 'online', reason: null };
    this.#waitMs = timing.firstRetryMs;
  }

  /** The device is away; returns after how many milliseconds to try again. */
  failed(reason: HardwareErrorCode): number {
    this.#state = { link: 'offline', reason };
    this.#lastUid = null;
    const waitMs = this.#waitMs;
    this.#waitMs = Math.min(waitMs * 2, timing.longestRetryMs);
    return waitMs;
  }

  closed(): void {
    this.#state = { link: 'closed', reason: null };
    this.#lastUid = null;
  }

  /** A card was read; true when that is news and not the card that still lies there. */
  seen(uid: string, nowMs: number): boolean {
    const isSame = uid === this.#lastUid && nowMs - this.#lastSeenMs < timing.sameCardMs;
    this.#lastUid = uid;
    this.#lastSeenMs = nowMs;
    return !isSame;
  }

  /** The reader says that nothing lies on it any more. */
  removed(): void {
    this.#lastUid = null;
  }
}
