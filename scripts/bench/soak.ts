import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { FaultSettings } from '../../hardware/sim/faults.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import { BenchLine } from './bench-line.ts';

export interface SoakOptions {
  /** Runs until so many frames have been spoiled. */
  faultyFrames: number;
  seed: number;
  terminalCount?: number;
}

/** What a long run over a spoiled line found; the last four must be 0 or empty. */
export interface SoakResult {
  seed: number;
  faultyFrames: number;
  sentFrames: number;
  simulatedHours: number;
  swipesMade: number;
  swipesTold: number;
  /** Bytes of live memory more at the end than after the first tenth; only where garbage can be collected on demand. */
  heapGrowthBytes: number | null;
  /** Swipes told that nobody made, told twice, out of order, or for another terminal. */
  wrongSwipes: string[];
  /** Terminals that are not online after the faults have ended. */
  stuckTerminals: number[];
  /** Swipes made after the faults ended that did not arrive. */
  lostAfterwards: number;
}

/** Everything at once, each at a rate where terminals still come through. */
const faults: FaultSettings = {
  dropFrames: 0.03,
  dropReplies: 0.02,
  corrupt: 0.04,
  truncate: 0.02,
  duplicate: 0.03,
  noise: 0.04,
  delay: 0.02,
  delayMs: 250,
  wrongAddress: 0.02,
  foreignAnswer: 0.03,
  replay: 0.03,
  wrongMac: 0.02,
  restart: 0.0005,
  busy: 0.02,
};
const swipeEveryMs = 400;
const stepMs = 20_000;
const recoveryMs = minuteMs;
/** Every so many steps the line is also one that echoes, or has two terminals without power. */
const weatherSteps = 5;

/** Runs a line of terminals through faults in simulated time, with people swiping all along. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const { faultyFrames, seed, terminalCount = 8 } = options;
  const scheduler = new SimulatedScheduler();
  const watch = new SwipeWatch(terminalCount);
  const bench = new BenchLine({
    scheduler,
    terminalCount,
    seed,
    idlePollMs: 20,
    onEvent: (event) => {
      if (event.type === 'card') watch.told(event.address, event.uid);
    },
  });
  await bench.open();
  await scheduler.advance(5000);
  let isSwiping = true;
  const swipe = () => {
    watch.swipe(bench.line);
    if (isSwiping) scheduler.setTimeout(swipe, swipeEveryMs);
  };
  swipe();
  let heapAtTenth: number | undefined;
  for (let step = 0; bench.line.faults.count < faultyFrames; step += 1) {
    const weather = Math.floor(step / weatherSteps) % 4;
    bench.line.faults.settings = {
      ...faults,
      echo: weather === 1 || weather === 3,
      silent: weather >= 2 ? [1, 2] : [],
    };
    await scheduler.advance(stepMs);
    if (heapAtTenth === undefined && bench.line.faults.count >= faultyFrames / 10) heapAtTenth = liveHeapBytes();
  }
  const heapAtEnd = liveHeapBytes();
  isSwiping = false;
  bench.line.faults.settings = {};
  await scheduler.advance(recoveryMs);
  const stuckTerminals = bench.bus.terminals().flatMap(({ address, state }) => (state === 'online' ? [] : [address]));
  watch.beginCounting();
  for (const _ of bench.line.terminals) watch.swipe(bench.line);
  await scheduler.advance(5000);
  const result: SoakResult = {
    seed,
    faultyFrames: bench.line.faults.count,
    sentFrames: bench.sentFrames,
    simulatedHours: scheduler.now() / hourMs,
    swipesMade: watch.made,
    swipesTold: watch.heard,
    heapGrowthBytes: heapAtTenth === undefined || heapAtEnd === undefined ? null : heapAtEnd - heapAtTenth,
    wrongSwipes: watch.wrong,
    stuckTerminals,
    lostAfterwards: watch.missing,
  };
  await bench.close();
  return result;
}

/** Live memory after collecting garbage; undefined where node does not let us (`--expose-gc`). */
function liveHeapBytes(): number | undefined {
  if (!globalThis.gc) return undefined;
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const mostWrongKept = 20;

/**
 * Makes swipes whose UID says where and as which they were made, and holds every swipe that is told against them.
 * Keeps one number per terminal, however long it runs.
 */
class SwipeWatch {
  made = 0;
  heard = 0;
  missing = 0;
  readonly wrong: string[] = [];
  readonly #lastMade: number[];
  readonly #lastTold: number[];
  #next = 0;
  #isCounting = false;

  constructor(terminalCount: number) {
    this.#lastMade = new Array<number>(terminalCount + 1).fill(0);
    this.#lastTold = new Array<number>(terminalCount + 1).fill(0);
  }

  /** From here on every swipe must arrive. */
  beginCounting(): void {
    this.#isCounting = true;
  }

  /** Somebody swipes at the next terminal. */
  swipe(line: { terminals: readonly { address: number; holdCard(uid: string): boolean }[] }): void {
    const terminal = line.terminals[this.#next % line.terminals.length];
    this.#next += 1;
    if (!terminal) return;
    const serial = (this.#lastMade[terminal.address] ?? 0) + 1;
    const uid = `04${hex(terminal.address, 2)}${hex(serial, 8)}C0`;
    if (!terminal.holdCard(uid)) return;
    this.#lastMade[terminal.address] = serial;
    this.made += 1;
    if (this.#isCounting) this.missing += 1;
  }

  told(address: number, uid: string): void {
    this.heard += 1;
    if (this.#isCounting) this.missing -= 1;
    const serial = Number.parseInt(uid.slice(4, 12), 16);
    const isOurs = uid === `04${hex(address, 2)}${hex(serial, 8)}C0`;
    const isNext = serial > (this.#lastTold[address] ?? 0) && serial <= (this.#lastMade[address] ?? 0);
    if (isOurs && isNext) this.#lastTold[address] = serial;
    else if (this.wrong.length < mostWrongKept) this.wrong.push(`${address} ${uid}`);
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
