import { minuteMs } from '../../../core/kernel/time.ts';
import type { StoreLog } from '../../contract/log.ts';

/** Lines about one address, and about all together, in one minute; what is more is counted. */
const linesPerAddress = 5;
const linesInAll = 50;

/** Writes down who was refused, without letting whoever knocks a thousand times fill the disk. */
export class RefusalLog {
  readonly #log: StoreLog;
  readonly #now: () => number;
  #since = Number.NEGATIVE_INFINITY;
  #lines = 0;
  /** Refused and not written down in this minute. */
  #more = 0;
  readonly #of = new Map<string, number>();

  /** @param now milliseconds on any clock */
  constructor(log: StoreLog, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  refused(address: string, facts: object, message: string): void {
    if (this.#now() - this.#since >= minuteMs) this.#nextMinute();
    const times = (this.#of.get(address) ?? 0) + 1;
    // Of a network full of addresses not each is remembered either.
    if (this.#of.size < linesInAll || this.#of.has(address)) this.#of.set(address, times);
    if (times > linesPerAddress || this.#lines >= linesInAll) {
      this.#more += 1;
      return;
    }
    this.#lines += 1;
    this.#log.warn({ address, ...facts }, message);
  }

  #nextMinute(): void {
    if (this.#more > 0) this.#log.warn({ times: this.#more }, 'as many more were refused and are not listed');
    this.#since = this.#now();
    this.#lines = 0;
    this.#more = 0;
    this.#of.clear();
  }
}
