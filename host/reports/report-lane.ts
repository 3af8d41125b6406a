import { Worker } from 'node:worker_threads';
import type { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { type FromReportThread, type ReportCall, type ReportThreadData, uncrossed } from './report-messages.ts';

export interface LaneAsk {
  call: ReportCall;
  onProgress(done: number): void;
  /** Aborting gives the report up. */
  signal: AbortSignal | undefined;
}

interface Waiting extends LaneAsk {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface ReportLaneOptions {
  file: string;
  /** So much may a report hold; more ends its thread and not the store. */
  readonly memoryMb?: number;
  /** The thread ended by itself. */
  onFault(error: Error): void;
}

const defaultMemoryMb = 768;
/** Screens ask once each; more than this many waiting is a station gone wild. */
const mostWaiting = 100;

/**
 * One thread and the reports it reads, one after the other. It is begun with the first report, and anew after it has
 * ended for whatever reason.
 */
export class ReportLane {
  readonly #options: ReportLaneOptions;
  readonly #isLong: boolean;
  readonly #waiting: Waiting[] = [];
  #thread: Worker | null = null;
  #underWay: Waiting | null = null;
  readonly #endings = new Set<Promise<unknown>>();
  #isClosed = false;

  /** A long lane is for what may take minutes: given up, its thread is ended at once; and it has none without work. */
  constructor(options: ReportLaneOptions, isLong: boolean) {
    this.#options = options;
    this.#isLong = isLong;
  }

  /** Rejects with the report's own error; REPORT_BROKEN_OFF when given up, closed, or its thread ended. */
  ask(ask: LaneAsk): Promise<unknown> {
    if (this.#isClosed || ask.signal?.aborted) return Promise.reject(brokenOff(ask.call));
    if (this.#waiting.length >= mostWaiting) return Promise.reject(commonError('REPORT_TOO_MANY'));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { ...ask, resolve, reject };
      ask.signal?.addEventListener('abort', () => this.#giveUp(waiting), { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  /** Breaks off what is read and what waits; resolves when no thread holds the file any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(brokenOff(waiting.call));
    this.#endThread();
    await Promise.all(this.#endings);
  }

  #next(): void {
    if (this.#underWay || this.#isClosed) return;
    const next = this.#waiting.shift();
    if (!next) {
      if (this.#isLong) this.#endThread();
      return;
    }
    this.#underWay = next;
    this.#thread ??= this.#begin();
    this.#thread.postMessage(next.call);
  }

  #begin(): Worker {
    const data: ReportThreadData = { file: this.#options.file };
    const thread = new Worker(new URL('./report-thread.ts', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: this.#options.memoryMb ?? defaultMemoryMb },
    });
    // A report is no reason for a program to stay.
    thread.unref();
    thread.on('message', (message: FromReportThread) => this.#hear(message));
    thread.on('error', (error) => this.#options.onFault(error));
    thread.on('exit', () => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      const broken = this.#underWay;
      this.#underWay = null;
      broken?.reject(brokenOff(broken.call));
      this.#next();
    });
    return thread;
  }

  #hear(message: FromReportThread): void {
    const asked = this.#underWay;
    if (asked?.call.id !== message.id) return;
    if (message.type === 'progress') {
      asked.onProgress(message.done);
      return;
    }
    this.#underWay = null;
    if (message.type === 'answer') asked.resolve(message.value);
    else asked.reject(uncrossed(message.error));
    this.#next();
  }

  /** Nobody waits for it any more. A short one under way is read to its end, and its answer dropped. */
  #giveUp(given: Waiting): void {
    given.reject(brokenOff(given.call));
    const at = this.#waiting.indexOf(given);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#underWay !== given || !this.#isLong) return;
    this.#endThread();
    this.#next();
  }

  #endThread(): void {
    const thread = this.#thread;
    this.#thread = null;
    const broken = this.#underWay;
    this.#underWay = null;
    broken?.reject(brokenOff(broken.call));
    if (!thread) return;
    const ending = thread.terminate().finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }
}

function brokenOff({ name }: ReportCall): StoreError {
  return commonError('REPORT_BROKEN_OFF', { name });
}
