/** A browser, as far as the benchmarks need one. Whoever runs them brings it: only the scripts know the library. */
export interface BenchBrowser {
  /** Opens an address in a window of a front desk's size, with somebody signed in there. */
  open(url: string, sessionToken: string): Promise<BenchPage>;
  /** Opens what `BenchPage.still` gave in a window of the same size: nothing of a program is in it. */
  openStill(document: string): Promise<StillPage>;
  /** How long a new window takes until the page at an address has something of its own in it, milliseconds. */
  firstScreenMs(url: string): Promise<number>;
  close(): Promise<void>;
}

/** A page as far as its work is counted. */
export interface CountedPage {
  /** How long the page's main thread has worked so far, milliseconds. */
  workedMs(): Promise<number>;
  /** Counts frames from now on. */
  watchFrames(): Promise<void>;
  /** Frames since then, and those that came a whole frame late or more. */
  frames(): Promise<{ all: number; late: number }>;
}

/** The page of a moment: the same tiles with the same looks, and nobody who changes them. */
export interface StillPage extends CountedPage {
  /**
   * Changes by hand what a started clock changes on the board, one room after the other: its tile, two of the counts
   * above the tiles, its line in the list of calls. Resolves after the last.
   */
  change(tiles: readonly { no: string; html: string }[], everyMs: number): Promise<void>;
}

export interface BenchPage extends CountedPage {
  /** Resolves when the board shows the rooms in these states, by number, and no others. */
  showsRooms(states: Readonly<Record<string, string>>): Promise<void>;
  /** The document as it stands, with its looks and without its program. */
  still(): Promise<string>;
  /** The tiles of rooms as they stand. */
  tiles(nos: readonly string[]): Promise<{ no: string; html: string }[]>;
}
