import type { Asked, AskOptions, ReportMoment } from '../contract/reports.ts';
import { ReportLane } from './report-lane.ts';
import { type ReportName, type Reports, takesMinutes } from './reports.ts';

export interface ReportDeskOptions {
  /** The store's file. */
  file: string;
  /** By the store's clock. */
  moment(): ReportMoment;
  /** So much may a report hold; looked at when a process begins. */
  readonly memoryMb?: number;
  /** A process ended by itself; the next report begins another. */
  onFault(error: Error): void;
}

type ReportInput<N extends ReportName> = Parameters<Reports[N]>;
type ReportAnswer<N extends ReportName> = Awaited<ReturnType<Reports[N]>>;

/**
 * The one door to reports: they are read in processes of their own, on connections that cannot write, so that a swipe
 * never waits for one. A report sees what was committed before it was asked for.
 */
export class ReportDesk {
  /** Every report, to be asked by its name. */
  readonly asked: Asked<Reports>;
  readonly #options: ReportDeskOptions;
  readonly #short: ReportLane;
  readonly #long: ReportLane;
  #calls = 0;

  constructor(options: ReportDeskOptions) {
    this.#options = options;
    this.#short = new ReportLane(options, false);
    this.#long = new ReportLane(options, true);
    const names = Object.keys(takesMinutes) as ReportName[];
    const asked = names.map((name) => [
      name,
      (input: ReportInput<typeof name>, how?: AskOptions) => this.ask(name, input, how),
    ]);
    // Each name asks for its own report.
    this.asked = Object.fromEntries(asked) as Asked<Reports>;
  }

  /**
   * Rejects with what the report throws (StoreError, DatabaseError); REPORT_BROKEN_OFF when it was given up, the store
   * closes or the process ended; REPORT_TOO_MANY.
   */
  async ask<N extends ReportName>(
    name: N,
    input: ReportInput<N>,
    { signal, onProgress = () => {} }: AskOptions = {},
  ): Promise<ReportAnswer<N>> {
    this.#calls += 1;
    const call = { id: this.#calls, name, input, moment: this.#options.moment() };
    const lane = takesMinutes[name] ? this.#long : this.#short;
    // Both sides have the same table of reports, so the answer is of the type its name says.
    return (await lane.ask({ call, signal, onProgress })) as ReportAnswer<N>;
  }

  /** Breaks off what is being read; resolves when no process holds the file any more. */
  async close(): Promise<void> {
    await Promise.all([this.#short.close(), this.#long.close()]);
  }
}
