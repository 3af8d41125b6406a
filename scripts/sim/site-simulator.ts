import { deviceError } from '../../core/model/devices/errors.ts';
import type { Site } from '../../core/model/site/schema.ts';
import { indexSite, type SiteIndex, terminalIdOf } from '../../core/model/site/site-index.ts';
import { resolveReader } from '../../core/rules/site/resolve-reader.ts';
import { printsChinese } from '../../hardware/printer/encoding.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { Faults } from '../../hardware/sim/faults.ts';
import { SimPrinter } from '../../hardware/sim/printer.ts';
import { SimLine } from '../../hardware/sim/sim-line.ts';
import { SimLineReader } from '../../hardware/sim/sim-line-reader.ts';
import { SimTerminal } from '../../hardware/sim/sim-terminal.ts';
import { cardUidOf } from '../../host/devices/simulated-cards.ts';
import { PluggableLine } from './pluggable-line.ts';

export interface SiteSimulatorOptions {
  site: Site;
  /** `pty`: each line is a serial device of this machine (Linux, macOS); `tcp`: a port, as behind a converter. */
  lines: 'pty' | 'tcp';
  /** The first port taken, the next for the next device; 0 takes free ones. */
  firstPort?: number;
  /** Seed of the faults. */
  seed?: number;
  /** A terminal shows, lights or sounds something else. */
  onTerminal?(terminal: SimulatedTerminal): void;
  /** A printer cut a slip. */
  onSlip?(printerId: string, text: string): void;
}

/** A terminal as somebody standing before it sees it. */
export interface SimulatedTerminal {
  id: string;
  room: string | null;
  lines: string[];
  light: string;
  beeps: number;
  plugged: boolean;
}

/** What is open, by the ids of the site file. */
interface OpenSimulators {
  lines: ReadonlyMap<string, PluggableLine>;
  printers: ReadonlyMap<string, SimPrinter>;
  readers: ReadonlyMap<string, SimLineReader>;
}

/** The terminals, printers and card readers of a site file as simulators on real devices and ports of this machine. */
export class SiteSimulator {
  /** The site file to start a store with: the same store, its devices here. */
  readonly site: Site;
  readonly lines: ReadonlyMap<string, PluggableLine>;
  readonly printers: ReadonlyMap<string, SimPrinter>;
  readonly readers: ReadonlyMap<string, SimLineReader>;
  readonly #index: SiteIndex;

  private constructor(site: Site, { lines, printers, readers }: OpenSimulators) {
    this.site = site;
    this.lines = lines;
    this.printers = printers;
    this.readers = readers;
    this.#index = indexSite(site, false);
  }

  /** Opens every line, printer and reader; one that types like a keyboard is left to a keyboard. Throws HardwareError TRANSPORT_OPEN_FAILED, SIM_BAD_ARGUMENT, SIM_NOT_SUPPORTED. */
  static async open(options: SiteSimulatorOptions): Promise<SiteSimulator> {
    const { site, firstPort = 0 } = options;
    let port = firstPort;
    const nextPort = () => (firstPort === 0 ? 0 : port++);
    const lines = new Map<string, PluggableLine>();
    const printers = new Map<string, SimPrinter>();
    const readers = new Map<string, SimLineReader>();
    const open = { lines, printers, readers };
    const simulator = { site: structuredClone(site) };
    try {
      for (const bus of simulator.site.buses) {
        const sim = lineOf(bus, options);
        const line =
          options.lines === 'pty'
            ? await PluggableLine.onPty(sim, bus.id)
            : await PluggableLine.onPort(sim, nextPort());
        lines.set(bus.id, line);
        bus.transport = line.transport;
      }
      for (const printer of simulator.site.printers) {
        // A printer with a Western character set is one that knows no two-byte text.
        const encoding = printsChinese(printer.encoding) ? { encoding: printer.encoding } : {};
        const device = new SimPrinter({ name: printer.id, ...encoding });
        device.onSlip = (slip) => options.onSlip?.(printer.id, slip.text);
        printers.set(printer.id, device);
        printer.transport = { type: 'tcp', host: '127.0.0.1', port: await device.listen(nextPort()) };
      }
      for (const [at, reader] of simulator.site.readers.entries()) {
        if (resolveReader(reader).type === 'keyboard') continue;
        const device = new SimLineReader({ scheduler: realScheduler, faults: new Faults({}, options.seed ?? 1) });
        readers.set(reader.id, device);
        const host = '127.0.0.1';
        const port = await device.listen(nextPort());
        simulator.site.readers[at] = { id: reader.id, type: 'tcp', host, port, encoding: 'hex' };
      }
      return new SiteSimulator(simulator.site, open);
    } catch (error) {
      await closeAll(open);
      throw error;
    }
  }

  /** By room number, `bus/address`, or a place (`clock-room`). Throws TERMINAL_UNKNOWN. */
  terminal(name: string): { id: string; device: SimTerminal } {
    const place = [...this.#index.terminals].find(([, each]) => each.place === name)?.[0];
    const id = this.#index.terminalOfRoom.get(name) ?? place ?? name;
    const terminal = this.#index.terminals.get(id);
    const device =
      terminal && this.lines.get(terminal.busId)?.sim.terminals.find((each) => each.address === terminal.address);
    if (!device) throw deviceError('TERMINAL_UNKNOWN', { terminalId: name });
    return { id, device };
  }

  /** Throws DEVICE_UNKNOWN. */
  printer(id: string): SimPrinter {
    const printer = this.printers.get(id);
    if (!printer) throw deviceError('DEVICE_UNKNOWN', { device: `printer/${id}` });
    return printer;
  }

  /** Throws DEVICE_UNKNOWN. */
  reader(id: string): SimLineReader {
    const reader = this.readers.get(id);
    if (!reader) throw deviceError('DEVICE_UNKNOWN', { device: `reader/${id}` });
    return reader;
  }

  /** The lines named, all where none is. Throws DEVICE_UNKNOWN. */
  linesNamed(busId: string | undefined): PluggableLine[] {
    if (busId === undefined) return [...this.lines.values()];
    const line = this.lines.get(busId);
    if (!line) throw deviceError('DEVICE_UNKNOWN', { device: busId });
    return [line];
  }

  /** The UID of `technician:88`, `staff:R02`, `wristband:46`, `unknown`, or hex as it stands. Throws CARD_UNKNOWN. */
  cardUid(card: string): string {
    return /^([0-9A-Fa-f]{2}){4,10}$/.test(card) ? card.toUpperCase() : cardUidOf(this.#index, card);
  }

  /** What every terminal shows now. */
  view(): SimulatedTerminal[] {
    return this.site.buses.flatMap(({ id, terminals }) =>
      terminals.flatMap(({ address, room }) => {
        const device = this.lines.get(id)?.sim.terminals.find((each) => each.address === address);
        return device ? [viewOf(terminalIdOf(id, address), room, device)] : [];
      }),
    );
  }

  async close(): Promise<void> {
    await closeAll(this);
  }
}

function lineOf(bus: Site['buses'][number], options: SiteSimulatorOptions): SimLine {
  const scheduler = realScheduler;
  const terminals = bus.terminals.map(({ address, room, scbk, text }) => {
    const device = new SimTerminal({
      address,
      scheduler,
      serial: address,
      ...(scbk === undefined ? {} : { scbk: Uint8Array.from(Buffer.from(scbk, 'hex')) }),
      ...(text ? { text } : {}),
    });
    device.onChange = () => options.onTerminal?.(viewOf(terminalIdOf(bus.id, address), room, device));
    return device;
  });
  return new SimLine({ scheduler, terminals, faults: new Faults({}, options.seed ?? 1) });
}

function viewOf(id: string, room: string | undefined, device: SimTerminal): SimulatedTerminal {
  const { lines, light, beepCount, isPlugged } = device.view;
  return {
    id,
    room: room ?? null,
    lines,
    light: `${light.isBlinking ? 'blink-' : ''}${light.colour}`,
    beeps: beepCount,
    plugged: isPlugged,
  };
}

async function closeAll({ lines, printers, readers }: OpenSimulators): Promise<void> {
  await Promise.all([...lines.values(), ...printers.values(), ...readers.values()].map((device) => device.close()));
}
