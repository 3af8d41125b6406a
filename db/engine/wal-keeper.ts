import { Worker } from 'node:worker_threads';
import { type WalFault, type WalSignals, walEnded, walMoving } from './wal-signals.ts';

/** Commits between two looks of the thread: a few megabytes of log, and no work for a store where little happens. */
const commitsBetween = 100;
const longestMoveMs = 10_000;

/**
 * Moves the write-ahead log into the file from a thread of its own, so that no commit ever waits for it. The thread
 * is begun when there is something to do. Should it fail, or not keep up, the log is moved by the connection that
 * writes, at `wal_autocheckpoint` pages: it stays bounded either way.
 */
export class WalKeeper {
  readonly #path: string;
  readonly #onFault: (fault: WalFault) => void;
  readonly #shared: WalSignals = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  #commits = 0;
  #thread: Worker | null = null;
  #isEnded = false;

  /** `onFault` is told why the log could not be moved; the codes are those of `DatabaseError`, or the thread's own end. */
  constructor(path: string, onFault: (fault: WalFault) => void) {
    this.#path = path;
    this.#onFault = onFault;
  }

  /** After every commit. Returns at once. */
  committed(): void {
    this.#commits += 1;
    if (this.#commits % commitsBetween !== 0 || this.#isEnded) return;
    this.#thread ??= this.#begin();
    this.#thread.postMessage('move');
  }

  /** Begins no other move, and waits for the one under way: the file is then nobody's. */
  close(): void {
    this.#isEnded = true;
    Atomics.store(this.#shared, walEnded, 1);
    Atomics.wait(this.#shared, walMoving, 1, longestMoveMs);
    this.#thread?.postMessage('end');
    this.#thread = null;
  }

  #begin(): Worker {
    const thread = new Worker(new URL('./wal-thread.ts', import.meta.url), {
      workerData: { path: this.#path, signals: this.#shared },
    });
    // The log is no reason for a program to stay.
    thread.unref();
    thread.on('message', (fault: WalFault) => this.#fail(fault));
    thread.on('error', (error) => {
      if (this.#thread === thread) this.#thread = null;
      this.#fail({ code: 'INTERNAL', message: error.message });
    });
    return thread;
  }

  #fail(fault: WalFault): void {
    if (!this.#isEnded) this.#onFault(fault);
  }
}
