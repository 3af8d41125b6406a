import { ReportLane } from './report-lane.ts';
import type { ReportAnswer, ReportInput, ReportMoment, ReportName } from './reports.ts';

export interface ReportDeskOptions {
  /** The store's file. */
  file: string;
  /** By the store's clock. */
  moment(): ReportMoment;
  /** So much may a report hold; looked at when a thread begins. */
  readonly memoryMb?: number;
  /** A thread ended by itself; the next report begins another. */
  onFault(error: Error): void;
}

export interface AskOptions {
  /** Aborting gives the report up. */
  signal?: AbortSignal | undefined;
  /** The share that is done, 0 to 1, of what takes long. */
  onProgress?(done: number): void;
}

/** What may take minutes: a lane of its own, so that nobody waits for it who wants a payslip. */
const long: ReadonlySet<ReportName> = new Set(['rotation.whatIf', 'books.verify']);

/**
 * The one door to reports: they are read in threads of their own, on connections that cannot write, so that a swipe
 * never waits for one. A report sees what was committed before it was asked for.
 */
export class ReportDesk {
  readonly #options: ReportDeskOptions;
  readonly #short: ReportLane;
  readonly #long: ReportLane;
  #calls = 0;

  constructor(options: ReportDeskOptions) {
    this.#options = options;
    this.#short = new ReportLane(options, false);
    this.#long = new ReportLane(options, true);
  }

  /**
   * Rejects with what the report throws (StoreError, DatabaseError); REPORT_BROKEN_OFF when it was given up, the store
   * closes or the thread ended; REPORT_TOO_MANY.
   */
  async ask<N extends ReportName>(
    name: N,
    input: ReportInput<N>,
    { signal, onProgress = () => {} }: AskOptions = {},
  ): Promise<ReportAnswer<N>> {
    this.#calls += 1;
    const call = { id: this.#calls, name, input, moment: this.#options.moment() };
    const lane = long.has(name) ? this.#long : this.#short;
    // Both sides have the same table of reports, so the answer is of the type its name says.
    return (await lane.ask({ call, signal, onProgress })) as ReportAnswer<N>;
  }

  /** Breaks off what is being read; resolves when no thread holds the file any more. */
  async close(): Promise<void> {
    await Promise.all([this.#short.close(), this.#long.close()]);
  }
}
