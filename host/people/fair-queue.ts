/** What one asker may have waiting; a person types one PIN at a time. */
const waitingPerAsker = 2;

interface Job {
  run(): Promise<void>;
  isGone(): boolean;
  drop(): void;
}

/** Work that costs a lot, one piece at a time, the askers in turn: whoever asks much waits behind the own work only. */
export class FairQueue {
  readonly #waiting = new Map<object, Job[]>();
  #isBusy = false;

  get isEmpty(): boolean {
    return !this.#isBusy && this.#waiting.size === 0;
  }

  /** Null where this asker has too much waiting already. What nobody waits for any more is not begun. */
  add<T>(asker: object, work: () => Promise<T>, signal?: AbortSignal): Promise<T> | null {
    const own = this.#waiting.get(asker) ?? [];
    if (own.length >= waitingPerAsker) return null;
    const done = new Promise<T>((resolve, reject) => {
      own.push({
        run: () => work().then(resolve, reject),
        isGone: () => signal?.aborted ?? false,
        drop: () => reject(signal?.reason ?? new Error('nobody waits for it')),
      });
    });
    this.#waiting.set(asker, own);
    void this.#goOn();
    return done;
  }

  async #goOn(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let job = this.#next(); job; job = this.#next()) {
      if (job.isGone()) job.drop();
      else await job.run();
    }
    this.#isBusy = false;
  }

  /** The first of whoever waits longest for a turn, who then goes behind the others. */
  #next(): Job | undefined {
    const [turn] = this.#waiting;
    if (!turn) return undefined;
    const [asker, jobs] = turn;
    const job = jobs.shift();
    this.#waiting.delete(asker);
    if (jobs.length > 0) this.#waiting.set(asker, jobs);
    return job;
  }
}
