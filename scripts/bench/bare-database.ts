/**
 * SQLite without anything of ours, as a reference. Whoever runs the benchmarks brings it: only `db/` and the scripts
 * may know the library.
 */
export interface BareDatabase {
  exec(sql: string): void;
  /** Prepared once for each text. */
  run(sql: string, ...params: (string | number | null)[]): void;
  close(): void;
}

export interface BareSqlite {
  /** Opens for writing, with the pragmas every connection of the store has. */
  open(file: string): BareDatabase;
  /** Begins to read the whole journal again and again beside the store, in a thread of its own; ends it. */
  readForEver(file: string): { end(): Promise<number> };
}
