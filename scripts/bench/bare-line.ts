/** A serial line without anything of ours, as a reference. Whoever runs the benchmarks brings it. */
export interface BareLine {
  write(bytes: Uint8Array): void;
  close(): Promise<void>;
}

export type OpenBareLine = (
  path: string,
  bitsPerSecond: number,
  onData: (bytes: Uint8Array) => void,
) => Promise<BareLine>;
