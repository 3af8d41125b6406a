import type { ReadHandle } from './connection.ts';

/**
 * What some tables say, read once and kept until one of them is written to, by this connection's own write handle:
 * one decision, and the screens after it, ask the same again and again. Where others write it is read every time.
 * What is given out belongs to everybody who asks, and is not changed.
 */
export class Kept<T> {
  readonly #read: ReadHandle;
  readonly #tables: readonly string[];
  readonly #ask: () => T;
  #version: number | null = null;
  #held: { value: T } | null = null;

  /** `tables`: all that `ask` reads. */
  constructor(read: ReadHandle, tables: readonly string[], ask: () => T) {
    this.#read = read;
    this.#tables = tables;
    this.#ask = ask;
  }

  /** Whether asking reads nothing. */
  get isHeld(): boolean {
    const version = this.#read.versionOf(this.#tables);
    return this.#held !== null && version !== null && version === this.#version;
  }

  get value(): T {
    const version = this.#read.versionOf(this.#tables);
    if (this.#held && version !== null && version === this.#version) return this.#held.value;
    // What throws keeps nothing.
    this.#held = { value: this.#ask() };
    this.#version = version;
    return this.#held.value;
  }
}

/** Keys are as many as the store is large; ids that strangers ask for must not fill the memory. */
const mostKeys = 500;

/** The same for questions about one thing each, by its key. */
export class KeptByKey<T> {
  readonly #answers: Kept<Map<string, T>>;
  readonly #ask: (key: string) => T;

  constructor(read: ReadHandle, tables: readonly string[], ask: (key: string) => T) {
    this.#answers = new Kept(read, tables, () => new Map());
    this.#ask = ask;
  }

  get(key: string): T {
    const answers = this.#answers.value;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#ask(key);
    if (answers.size >= mostKeys) answers.clear();
    answers.set(key, answer);
    return answer;
  }
}
