import os from 'node:os';
import { performance } from 'node:perf_hooks';
import { minuteMs, setBackMs } from '../../core/kernel/time.ts';
import { siteError } from '../../core/model/site/errors.ts';

/** Where time comes from. */
export interface TimeSource {
  /** What the system says it is, UTC ms; somebody may set it. */
  systemMs(): number;
  /** Time that has passed since any moment, ms; nobody can set it, and a machine that slept has slept on it too. */
  elapsedMs(): number;
}

export interface StoreClockOptions {
  source: TimeSource;
  /** When the last thing happened, UTC ms; null in a new store. */
  lastAt(): number | null;
  /** A clock is running: its length must stay true. */
  isClockRunning(): boolean;
  /** Guests are there whose visit is not closed: it must not end before it began. */
  isVisitOpen(): boolean;
  /** The system's time was set, or the store goes by it again. */
  onJump(jump: ClockJump): void;
}

export interface ClockJump {
  /** The store's time, UTC ms. */
  fromAt: number;
  /** The system's, UTC ms. */
  toAt: number;
  /** Whether the store goes by the system's time from here on. */
  followed: boolean;
}

/** The system's time may differ by so much from one look to the next without anybody having set it. */
const driftMs = 2_000;

/**
 * The store's time: runs as time does, whatever becomes of the system's. Where the system's time was set, the store
 * goes on in its own while clocks run, and goes by the system's again when none does and the journal does not go back.
 * Further back than the journal it goes only where a person says that the system's time is the right one: a computer
 * that lost its date must not take the books along.
 */
export class StoreClock {
  readonly #options: StoreClockOptions;
  /** The store's time at `#anchorMs` of elapsed time. */
  #anchorAt: number;
  #anchorMs: number;
  /** How far the system's time is from the store's since it was set; null while they agree. */
  #apartMs: number | null = null;
  #lastGiven: number;

  constructor(options: StoreClockOptions) {
    this.#options = options;
    const { source } = options;
    const systemAt = source.systemMs();
    const last = options.lastAt();
    // After a stop nothing but the system tells how long it was; the journal must not go back all the same.
    const at = Math.max(last ?? systemAt, systemAt);
    this.#anchorAt = at;
    this.#anchorMs = source.elapsedMs();
    this.#lastGiven = at;
  }

  /** The store's time, UTC ms; never runs back but where `takeOver` went back with the system's. */
  now(): number {
    const at = Math.floor(this.#anchorAt + this.#options.source.elapsedMs() - this.#anchorMs);
    this.#lastGiven = Math.max(this.#lastGiven, at);
    return this.#lastGiven;
  }

  /** How far the system's time is ahead of the store's (ms, negative: behind) since it was set; null: they agree. */
  get apartMs(): number | null {
    return this.#apartMs;
  }

  /** Compares with the system's time; to be asked every second or so. */
  look(): void {
    const { source } = this.#options;
    const fromAt = this.now();
    const toAt = source.systemMs();
    const difference = toAt - fromAt;
    const expected = this.#apartMs ?? 0;
    if (Math.abs(difference - expected) > driftMs) {
      this.#jumped(fromAt, toAt);
      return;
    }
    if (this.#apartMs === null) this.#follow(toAt);
    else if (this.#mayFollow(toAt)) this.#take({ fromAt, toAt, followed: true });
    else this.#apartMs = difference;
  }

  /**
   * Goes by the system's time because somebody says that it is right, also where the journal goes back by it. Gives
   * what happened, null where they agree. Throws TIME_KEPT_FOR_CLOCKS while a clock runs, TIME_KEPT_FOR_VISITS while a visit is open, and TIME_CATCHES_UP where it
   * is so little that the store waits for it.
   */
  takeOver(): ClockJump | null {
    this.look();
    if (this.#apartMs === null) return null;
    if (this.#options.isClockRunning()) throw siteError('TIME_KEPT_FOR_CLOCKS');
    if (this.#options.isVisitOpen()) throw siteError('TIME_KEPT_FOR_VISITS');
    const jump = { fromAt: this.now(), toAt: this.#options.source.systemMs(), followed: true };
    const behindMs = (this.#options.lastAt() ?? jump.toAt) - jump.toAt;
    if (behindMs > 0 && behindMs <= setBackMs)
      throw siteError('TIME_CATCHES_UP', { minutes: Math.ceil(behindMs / minuteMs) });
    this.#goBy(jump);
    return jump;
  }

  #jumped(fromAt: number, toAt: number): void {
    if (Math.abs(toAt - fromAt) <= driftMs || this.#mayFollow(toAt)) {
      this.#take({ fromAt, toAt, followed: true });
      return;
    }
    this.#apartMs = toAt - fromAt;
    this.#options.onJump({ fromAt, toAt, followed: false });
  }

  #mayFollow(toAt: number): boolean {
    const { isClockRunning, lastAt } = this.#options;
    if (isClockRunning()) return false;
    const last = lastAt();
    return last === null || toAt >= last;
  }

  #take(jump: ClockJump): void {
    this.#goBy(jump);
    // Only now: the journal's row about it must not stand in the time that was left.
    this.#options.onJump(jump);
  }

  #goBy({ toAt }: ClockJump): void {
    this.#apartMs = null;
    this.#lastGiven = Math.min(this.#lastGiven, toAt);
    this.#follow(toAt);
  }

  #follow(systemAt: number): void {
    this.#anchorAt = systemAt;
    this.#anchorMs = this.#options.source.elapsedMs();
  }
}

/** A source that nobody can set: simulated time, and tests. */
export function unsettable(now: () => number): TimeSource {
  return { systemMs: now, elapsedMs: now };
}

/**
 * The machine's own. The fine count of time stands still while the machine sleeps; the count since its start goes on,
 * to the second: what the two differ by was slept.
 */
export function machineTime(): TimeSource {
  let sleptMs = 0;
  let lookedMs = performance.now();
  let startedMs = os.uptime() * 1_000;
  return {
    systemMs: () => Date.now(),
    elapsedMs: () => {
      const nowMs = performance.now();
      const upMs = os.uptime() * 1_000;
      const missedMs = upMs - startedMs - (nowMs - lookedMs);
      if (Math.abs(missedMs) > driftMs) {
        if (missedMs > 0) sleptMs += missedMs;
        lookedMs = nowMs;
        startedMs = upMs;
      }
      return nowMs + sleptMs;
    },
  };
}
