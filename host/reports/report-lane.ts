import type { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import { SideProcess } from '../aside/side-process.ts';
import { type FromReportProcess, type ReportCall, uncrossed } from './report-messages.ts';

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
  /** So much may a report hold; more ends its process and not the store. */
  readonly memoryMb?: number;
  /** The process ended by itself. */
  onFault(error: Error): void;
}

const defaultMemoryMb = 768;
/** A process without work is ended after so long: it holds memory that the store may need. */
const idleMs = 10 * minuteMs;
/** Screens ask once each; more than this many waiting is a station gone wild. */
const mostWaiting = 100;

/**
 * One process and the reports it reads, one after the other. It is begun with the first report, and anew after it has
 * ended for whatever reason.
 */
export class ReportLane {
  readonly #options: ReportLaneOptions;
  readonly #isLong: boolean;
  readonly #waiting: Waiting[] = [];
  #process: SideProcess<ReportCall, FromReportProcess> | null = null;
  #idle: ReturnType<typeof setTimeout> | null = null;
  #underWay: Waiting | null = null;
  readonly #endings = new Set<Promise<unknown>>();
  #isClosed = false;

  /** A long lane is for what may take minutes: given up, its process is ended at once; and it has none without work. */
  constructor(options: ReportLaneOptions, isLong: boolean) {
    this.#options = options;
    this.#isLong = isLong;
  }

  /** Rejects with the report's own error; REPORT_BROKEN_OFF when given up, closed, or its process ended. */
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

  /** Breaks off what is read and what waits; resolves when no process holds the file any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(brokenOff(waiting.call));
    this.#endProcess();
    await Promise.all(this.#endings);
  }

  #next(): void {
    if (this.#underWay || this.#isClosed) return;
    if (this.#idle) clearTimeout(this.#idle);
    const next = this.#waiting.shift();
    if (!next) {
      this.#rest();
      return;
    }
    this.#underWay = next;
    this.#process ??= this.#begin();
    this.#process.send(next.call);
  }

  #rest(): void {
    if (this.#isLong) {
      this.#endProcess();
      return;
    }
    this.#idle = setTimeout(() => this.#endProcess(), idleMs);
    this.#idle.unref();
  }

  #begin(): SideProcess<ReportCall, FromReportProcess> {
    const begun: SideProcess<ReportCall, FromReportProcess> = new SideProcess({
      file: new URL('./report-process.ts', import.meta.url),
      args: [this.#options.file],
      memoryMb: this.#options.memoryMb ?? defaultMemoryMb,
      onMessage: (message: FromReportProcess) => {
        if (this.#process === begun) this.#hear(message);
      },
      onEnd: (fault) => {
        if (fault) this.#options.onFault(fault);
        if (this.#process !== begun) return;
        this.#process = null;
        const broken = this.#underWay;
        this.#underWay = null;
        broken?.reject(brokenOff(broken.call));
        this.#next();
      },
    });
    return begun;
  }

  #hear(message: FromReportProcess): void {
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
    this.#endProcess();
    this.#next();
  }

  #endProcess(): void {
    if (this.#idle) clearTimeout(this.#idle);
    const ended = this.#process;
    this.#process = null;
    const broken = this.#underWay;
    this.#underWay = null;
    broken?.reject(brokenOff(broken.call));
    if (!ended) return;
    const ending = ended.kill().finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }
}

function brokenOff({ name }: ReportCall): StoreError {
  return commonError('REPORT_BROKEN_OFF', { name });
}
