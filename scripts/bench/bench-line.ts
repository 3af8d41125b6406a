import { type BusOptions, OsdpBus } from '../../hardware/osdp/driver.ts';
import type { Scheduler } from '../../hardware/scheduler.ts';
import { type FaultSettings, Faults, seededBytes, seededRandom } from '../../hardware/sim/faults.ts';
import { SimLine } from '../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../hardware/sim/sim-terminal.ts';
import { MemoryLine } from '../../hardware/transport/memory.ts';

export interface BenchLineOptions {
  scheduler: Scheduler;
  /** The clock of the wire alone, where it must be finer than the others'. */
  wireScheduler?: Scheduler;
  terminalCount: number;
  seed?: number;
  faults?: FaultSettings;
  /** A paced line; otherwise bytes take a millisecond. */
  bitsPerSecond?: number;
  /** Time a terminal takes to begin its reply. */
  turnaroundMs?: number;
  idlePollMs?: number;
  onEvent?: BusOptions['onEvent'];
}

/** One line of simulated terminals with keys, and the bus that drives it: what is measured. */
export class BenchLine {
  readonly line: SimLine;
  readonly bus: OsdpBus;
  readonly #wire: MemoryLine;

  constructor(options: BenchLineOptions) {
    const { scheduler, bitsPerSecond, turnaroundMs, idlePollMs, seed = 1 } = options;
    const randomBytes = seededBytes(seededRandom(seed));
    const settings = Array.from({ length: options.terminalCount }, (_, at) => ({
      address: at + 1,
      scbk: randomBytes(16),
    }));
    this.#wire = new MemoryLine(
      'bench',
      options.wireScheduler ?? scheduler,
      bitsPerSecond === undefined ? {} : { bitsPerSecond },
    );
    this.line = new SimLine({
      scheduler,
      terminals: settings.map((each) => new SimTerminal({ ...each, scheduler, randomBytes })),
      faults: new Faults(options.faults, seed),
      ...(turnaroundMs === undefined ? {} : { turnaroundMs }),
    });
    this.bus = new OsdpBus({
      id: 'bench',
      transport: this.#wire.near,
      terminals: settings,
      scheduler,
      randomBytes,
      ...(idlePollMs === undefined ? {} : { idlePollMs }),
      onEvent: options.onEvent ?? (() => {}),
    });
  }

  async open(): Promise<void> {
    await this.line.attach(this.#wire.far);
    await this.bus.open();
  }

  /** Polls that were answered so far, by all terminals. */
  get answeredPolls(): number {
    return this.line.terminals.reduce((sum, { pollCount }) => sum + pollCount, 0);
  }

  /** Frames the panel has sent so far. */
  get sentFrames(): number {
    return this.bus.terminals().reduce((sum, { counters }) => sum + counters.polls + counters.retries, 0);
  }

  async close(): Promise<void> {
    await this.bus.close();
    await this.line.close();
  }
}
