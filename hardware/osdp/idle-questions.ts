import type { Command } from './codec/commands.ts';
import { BROADCAST_ADDRESS } from './codec/frame.ts';
import { timing } from './timing.ts';

/** What a terminal is asked while nobody wants anything shown: polls, and now and then how it is. */
export class IdleQuestions {
  #waiting: Command[] = [];
  /** Somebody wants to know: the next question is a poll. What is underway may have been answered already. */
  #isPollWanted = false;
  #statusDueMs = 0;
  #isReaderNext = false;

  /** False while there is more to ask than the next poll. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0 && !this.#isPollWanted;
  }

  /**
   * The terminal can be used: a first poll proves it, then it tells how it is. The terminals of a line came up
   * together, so their later questions are spread over the time by their addresses.
   */
  begin(address: number, nowMs: number): void {
    this.#statusDueMs = nowMs + timing.statusEveryMs * (1 + address / BROADCAST_ADDRESS);
    this.#waiting = [{ type: 'poll' }, { type: 'lstat' }, { type: 'rstat' }];
  }

  wantPoll(): void {
    this.#isPollWanted = true;
  }

  /** The next question. */
  next(): Command {
    const waiting = this.#isPollWanted ? undefined : this.#waiting.shift();
    if (waiting && waiting.type !== 'poll') return waiting;
    this.#isPollWanted = false;
    return { type: 'poll' };
  }

  /** A poll brought nothing: now and then the terminal is asked for what it does not tell by itself. */
  afterQuietPoll(nowMs: number): void {
    if (nowMs < this.#statusDueMs) return;
    this.#statusDueMs = nowMs + timing.statusEveryMs;
    // In turn, one each time: asking must not cost the line what polls need.
    this.#isReaderNext = !this.#isReaderNext;
    this.#waiting.push({ type: this.#isReaderNext ? 'rstat' : 'lstat' });
  }

  /** The conversation is over. A wanted poll stays wanted. */
  clear(): void {
    this.#waiting = [];
  }
}
