import type { Scheduler } from '../../hardware/scheduler.ts';

/** Something the store does by itself when its time has come: a reminder, the end of a hold. */
export interface Duty {
  /** When it is due next, UTC ms; infinite while nothing waits. Asked again only after something was committed. */
  nextAt(now: number): number;
  /** Does what is due; runs a command, so that every act of the store's own is journalled too. */
  perform(): void;
}

export interface DutyClockOptions {
  scheduler: Scheduler;
  /** The store's time, UTC ms. */
  now(): number;
  duties: readonly Duty[];
  /** Asked at each look, after the duties. */
  onLook(): void;
  onError(error: unknown): void;
}

/** How often the store looks at its own clock. */
const lookEveryMs = 1_000;

/** The store's own clock: looks every second which duty is due, without a question to the tables while none is. */
export class DutyClock {
  readonly #options: DutyClockOptions;
  readonly #nextAt = new Map<Duty, number>();
  #timer: ReturnType<Scheduler['setTimeout']> | undefined;
  #isClosed = false;

  constructor(options: DutyClockOptions) {
    this.#options = options;
  }

  /** Looks at once, and from then on every second. */
  start(): void {
    if (this.#isClosed) return;
    this.look();
    this.#timer = this.#options.scheduler.setTimeout(() => this.start(), lookEveryMs);
  }

  /** Looks once: does every duty that is due. */
  look(): void {
    const { duties, onLook } = this.#options;
    for (const duty of duties) this.#attempt(() => this.#performDue(duty));
    this.#attempt(onLook);
  }

  /** Something was committed: what is due, and when, may be another now. */
  forget(): void {
    this.#nextAt.clear();
  }

  close(): void {
    this.#isClosed = true;
    this.#options.scheduler.clearTimeout(this.#timer);
  }

  #performDue(duty: Duty): void {
    let nextAt = this.#nextAt.get(duty);
    if (nextAt === undefined) {
      nextAt = duty.nextAt(this.#options.now());
      this.#nextAt.set(duty, nextAt);
    }
    if (nextAt <= this.#options.now()) duty.perform();
  }

  /** One duty that fails must not keep the others from theirs. */
  #attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
