import type { TerminalSettings } from '../../../hardware/osdp/clock-terminal.ts';
import { type BusEvent, type BusOptions, OsdpBus } from '../../../hardware/osdp/driver.ts';
import { Faults, seededBytes, seededRandom } from '../../../hardware/sim/faults.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal, type SimTerminalOptions } from '../../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { MemoryLine } from '../../../hardware/transport/memory.ts';
import type { Transport } from '../../../hardware/transport/transport.ts';

/** The key of the terminal with this address. */
export function keyOf(address: number): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, at) => (address * 16 + at) & 0xff);
}

/** A line of simulated terminals in memory and the bus that drives them, in simulated time. */
export class SimulatedStore {
  readonly scheduler = new SimulatedScheduler();
  readonly line: SimLine;
  readonly wire: MemoryLine;
  readonly bus: OsdpBus;
  readonly events: (BusEvent & { atMs: number })[] = [];
  onEvent: (event: BusEvent) => void = () => {};

  constructor(
    addresses: readonly number[],
    options: Partial<BusOptions> & {
      seed?: number;
      isPlain?: boolean;
      text?: NonNullable<TerminalSettings['text']>;
      panelKey?: (address: number) => Uint8Array;
      /** What the devices are, all alike. */
      device?: Partial<SimTerminalOptions>;
      /** What stands between the bus and its line. */
      connect?: (near: Transport) => Transport;
      /** A paced line that has a speed. */
      bitsPerSecond?: number;
      /** What hangs on the line as well, of which the bus knows nothing. */
      more?: readonly Omit<SimTerminalOptions, 'scheduler'>[];
    } = {},
  ) {
    const { scheduler } = this;
    const seed = options.seed ?? 1;
    const text = options.text ? { text: options.text } : {};
    const terminals = addresses.map(
      (address) =>
        new SimTerminal({
          address,
          scheduler,
          ...(options.isPlain ? {} : { scbk: keyOf(address) }),
          ...text,
          randomBytes: seededBytes(seededRandom(seed + address)),
          ...options.device,
        }),
    );
    const strangers = (options.more ?? []).map((one) => new SimTerminal({ ...one, scheduler }));
    this.line = new SimLine({ scheduler, terminals: [...terminals, ...strangers], faults: new Faults({}, seed) });
    this.wire = new MemoryLine(
      'floor',
      scheduler,
      options.bitsPerSecond === undefined ? {} : { bitsPerSecond: options.bitsPerSecond },
    );
    this.bus = new OsdpBus({
      id: 'floor',
      transport: options.connect ? options.connect(this.wire.near) : this.wire.near,
      scheduler,
      terminals: addresses.map((address) => ({
        address,
        ...(options.isPlain ? {} : { scbk: (options.panelKey ?? keyOf)(address) }),
        ...text,
      })),
      randomBytes: seededBytes(seededRandom(seed)),
      ...options,
      onEvent: (event) => {
        this.events.push({ ...event, atMs: scheduler.now() });
        this.onEvent(event);
      },
    });
  }

  /** Runs simulated time until the promise is settled, at most two minutes. */
  async inTime<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
    let result: PromiseSettledResult<T> | undefined;
    void Promise.allSettled([promise]).then(([settled]) => {
      result = settled;
    });
    for (let round = 0; round < 1200 && !result; round += 1) await this.scheduler.advance(100);
    if (!result) throw new Error('never settled');
    return result;
  }

  /** Opens the line and runs `durationMs`. */
  async start(durationMs = 2000): Promise<this> {
    await this.line.attach(this.wire.far);
    await this.bus.open();
    await this.scheduler.advance(durationMs);
    return this;
  }

  of<T extends BusEvent['type']>(type: T): (Extract<BusEvent, { type: T }> & { atMs: number })[] {
    return this.events.filter(
      (event): event is Extract<BusEvent, { type: T }> & { atMs: number } => event.type === type,
    );
  }

  states(address: number): string[] {
    return this.of('state').flatMap((event) => (event.address === address ? [event.state] : []));
  }

  async stop(): Promise<void> {
    await this.bus.close();
    await this.line.close();
  }
}
