import type { Scheduler, TimerHandle } from '../scheduler.ts';

interface Entry {
  atMs: number;
  /** Tasks of the same time run in the order they were set. */
  order: number;
  task: (() => void) | undefined;
}

/** Cancelled entries are swept out of the heap when they outnumber the live ones by this many. */
const SWEEP_SLACK = 1024;

/**
 * Simulated time: nothing happens between tasks, so a day takes as long as its work. After each task the promises
 * it set off settle before the next task runs, which makes drivers built on promises behave as on a real clock,
 * and every run the same.
 */
export class SimulatedScheduler implements Scheduler {
  readonly #epochMs: number;
  #nowMs = 0;
  #heap: Entry[] = [];
  #order = 0;
  #cancelled = 0;

  /** `epochMs`: the wall clock (UTC milliseconds) at simulated time 0. */
  constructor(options: { epochMs?: number } = {}) {
    this.#epochMs = options.epochMs ?? 0;
  }

  /** Simulated milliseconds since the beginning. */
  now(): number {
    return this.#nowMs;
  }

  /** The wall clock that belongs to `now()`, UTC milliseconds. */
  wallNow(): number {
    return this.#epochMs + Math.floor(this.#nowMs);
  }

  /** Tasks that wait. */
  get pendingCount(): number {
    return this.#heap.length - this.#cancelled;
  }

  setTimeout(task: () => void, delayMs: number): TimerHandle {
    this.#order += 1;
    const entry: Entry = { atMs: this.#nowMs + Math.max(delayMs, 0), order: this.#order, task };
    this.#push(entry);
    return { timer: entry };
  }

  clearTimeout(handle: TimerHandle | undefined): void {
    const entry = handle?.timer as Entry | undefined;
    if (!entry?.task) return;
    entry.task = undefined;
    this.#cancelled += 1;
    if (this.#cancelled > SWEEP_SLACK && this.#cancelled * 2 > this.#heap.length) this.#sweep();
  }

  /** Runs the next task and lets its promises settle; false when there is none. Throws what the task throws. */
  async step(): Promise<boolean> {
    await settled();
    const entry = this.#takeUntil(Number.POSITIVE_INFINITY);
    if (!entry) return false;
    entry();
    await settled();
    return true;
  }

  /** Runs everything up to and including `untilMs`, then stands at `untilMs`. Throws what a task throws. */
  async run(untilMs: number): Promise<void> {
    await settled();
    for (let task = this.#takeUntil(untilMs); task; task = this.#takeUntil(untilMs)) {
      task();
      await settled();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** Runs `durationMs` on from now. */
  advance(durationMs: number): Promise<void> {
    return this.run(this.#nowMs + durationMs);
  }

  /** Takes the next live task out and moves time to it. */
  #takeUntil(untilMs: number): (() => void) | undefined {
    for (let top = this.#heap[0]; top && top.atMs <= untilMs; top = this.#heap[0]) {
      this.#pop();
      const { task } = top;
      if (!task) {
        this.#cancelled -= 1;
        continue;
      }
      top.task = undefined;
      this.#nowMs = top.atMs;
      return task;
    }
    return undefined;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt];
      if (!parent || !isBefore(entry, parent)) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (!left) break;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = last;
  }

  #sweep(): void {
    const live = this.#heap.filter((entry) => entry.task !== undefined);
    this.#heap = [];
    this.#cancelled = 0;
    for (const entry of live) this.#push(entry);
  }
}

function isBefore(first: Entry, second: Entry): boolean {
  return first.atMs < second.atMs || (first.atMs === second.atMs && first.order < second.order);
}

/** All promise callbacks that can run have run: they all come before the event loop's next turn. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
