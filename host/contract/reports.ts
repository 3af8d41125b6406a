import type { StoreReader } from '../../db/store-reader.ts';

/** When a report was asked for, by the clock of the store that asks. */
export interface ReportMoment {
  /** UTC ms. */
  now: number;
  businessDate: string;
}

/** What a report is read from: a connection of its own that cannot write. */
export interface ReportSetting {
  /** The store's file. */
  file: string;
  reader: StoreReader;
  moment: ReportMoment;
  /** The share that is done, 0 to 1. */
  onProgress(done: number): void;
}

export interface AskOptions {
  /** Aborting gives the report up. */
  signal?: AbortSignal | undefined;
  /** The share that is done, 0 to 1, of what takes long. */
  onProgress?(done: number): void;
}

/** Reports by name, as a part lists them: what each is given, and what it answers. */
type ReportTable = Record<string, (...input: never[]) => unknown>;

/** Asks for one report, which is read beside the store's work. */
export type AskReport<Report extends ReportTable[string]> = (
  input: Parameters<Report>,
  options?: AskOptions,
) => Promise<Awaited<ReturnType<Report>>>;

/**
 * The reports of a part, to be asked. Each may throw what the report throws (StoreError, DatabaseError),
 * REPORT_BROKEN_OFF when it was given up, the store closes or its process ended, and REPORT_TOO_MANY.
 */
export type Asked<Reports extends ReportTable> = { readonly [Name in keyof Reports]: AskReport<Reports[Name]> };
