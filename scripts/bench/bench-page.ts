/** A browser, as far as the benchmarks need one. Whoever runs them brings it: only the scripts know the library. */
export interface BenchBrowser {
  /** Opens an address in a window of a front desk's size, with somebody signed in there. */
  open(url: string, sessionToken: string): Promise<BenchPage>;
  close(): Promise<void>;
}

export interface BenchPage {
  /** Resolves when the board shows the rooms in these states, by number, and no others. */
  showsRooms(states: Readonly<Record<string, string>>): Promise<void>;
  /** How long the page's main thread has worked so far, milliseconds. */
  workedMs(): Promise<number>;
  /** Counts frames from now on. */
  watchFrames(): Promise<void>;
  /** Frames since then, and those that came a whole frame late or more. */
  frames(): Promise<{ all: number; late: number }>;
}
