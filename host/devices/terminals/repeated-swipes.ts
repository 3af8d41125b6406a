import { minuteMs } from '../../../core/kernel/time.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';

interface RepeatedSwipesOptions {
  scheduler: Scheduler;
  /** So many cards were read again at a terminal since this was last told. */
  onCount(terminalId: string, count: number): void;
}

/** Counts of a minute are told together: a card that lies on a terminal must not fill the log. */
const togetherMs = minuteMs;

/**
 * Cards read twice within the time that makes them one swipe. They change nothing, so they are not acts for the
 * journal; but they are counted by terminal, for a reader that stammers shows by it.
 */
export class RepeatedSwipes {
  readonly #options: RepeatedSwipesOptions;
  readonly #counts = new Map<string, number>();
  #timer: TimerHandle | undefined;

  constructor(options: RepeatedSwipesOptions) {
    this.#options = options;
  }

  add(terminalId: string): void {
    this.#counts.set(terminalId, (this.#counts.get(terminalId) ?? 0) + 1);
    this.#timer ??= this.#options.scheduler.setTimeout(() => this.tell(), togetherMs);
  }

  /** Tells what was counted and begins anew; at the end of everything, too. */
  tell(): void {
    this.#options.scheduler.clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [terminalId, count] of this.#counts) this.#options.onCount(terminalId, count);
    this.#counts.clear();
  }
}
