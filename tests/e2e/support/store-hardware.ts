import { setTimeout as delay } from 'node:timers/promises';
import type { Site } from '../../../core/model/site/schema.ts';
import { realScheduler as scheduler } from '../../../hardware/scheduler.ts';
import { type PrintedSlip, SimPrinter } from '../../../hardware/sim/printer.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';

/** Long enough for a busy machine; what is waited for longer does not come. */
const patienceMs = 20_000;
/** A little more than what a terminal takes for the same swipe. */
const samePersonMs = 2_300;

/** People who wait for something to be so, and look whenever something happened. */
class Watch {
  readonly #waiting = new Set<() => void>();

  /** Something happened. */
  look(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves with the first answer that is not undefined; rejects with what there is instead after a while. */
  until<T>(find: () => T | undefined, instead: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#waiting.delete(look);
        clearTimeout(timer);
      };
      const look = () => {
        const found = find();
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(instead()));
      }, patienceMs);
      this.#waiting.add(look);
      look();
    });
  }
}

/** A terminal on a wall, with somebody standing before it. */
export class WallTerminal {
  readonly sim: SimTerminal;
  readonly #watch = new Watch();
  readonly #lastSwipes = new Map<string, number>();

  constructor(sim: SimTerminal) {
    this.sim = sim;
    sim.onChange = () => this.#watch.look();
  }

  /** Holds a card to it, at the pace of a person: the same card within two seconds would be taken for one swipe. */
  async swipe(uid: string): Promise<void> {
    await delay(Math.max(0, (this.#lastSwipes.get(uid) ?? 0) + samePersonMs - performance.now()));
    this.#lastSwipes.set(uid, performance.now());
    this.sim.holdCard(uid);
  }

  /** What it shows, without the blanks at the ends of the lines. */
  get text(): string {
    return this.sim.lines.map((line) => line.trimEnd()).join('\n');
  }

  /** Resolves when it shows that text anywhere. */
  async shows(wanted: string | RegExp): Promise<void> {
    const isShown = () => (typeof wanted === 'string' ? this.text.includes(wanted) : wanted.test(this.text));
    await this.until(isShown, `“${wanted}”`);
  }

  /** Resolves when something about it is so. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    await this.#watch.until(
      () => isSo() || undefined,
      () => `no ${what}; it shows “${this.text}”`,
    );
  }
}

/** A printer and what came out of it. */
export class ShelfPrinter {
  readonly sim: SimPrinter;
  readonly #watch = new Watch();

  constructor(sim: SimPrinter) {
    this.sim = sim;
    sim.onSlip = () => this.#watch.look();
  }

  get slips(): readonly PrintedSlip[] {
    return this.sim.slips;
  }

  /** Slips for a room: by their line of it, since its number may stand in a date or in the number of a visit too. */
  slipsFor(roomNo: string): PrintedSlip[] {
    return this.slips.filter(({ text }) => new RegExp(`^房间\\s+${roomNo}$`, 'm').test(text));
  }

  /** The first slip with that text on it, as soon as it is there. */
  slipWith(wanted: string | RegExp): Promise<PrintedSlip> {
    return this.#watch.until(
      () => this.slips.find(({ text }) => text.match(wanted)),
      () => `no slip with “${wanted}” among ${this.slips.length}: ${this.slips.at(-1)?.text}`,
    );
  }
}

/**
 * All terminals and printers of a site, outside of the store's process: the lines of `serialBuses` are
 * pseudo-terminals that a serial driver opens, the others and all printers are TCP ports.
 */
export class StoreHardware {
  /** The site with the ways to these devices. */
  readonly site: Site;
  readonly #lines: ReadonlyMap<string, SimLine>;
  readonly #terminals: ReadonlyMap<string, WallTerminal>;
  readonly #printers: ReadonlyMap<string, ShelfPrinter>;

  private constructor(
    site: Site,
    lines: ReadonlyMap<string, SimLine>,
    terminals: ReadonlyMap<string, WallTerminal>,
    printers: ReadonlyMap<string, ShelfPrinter>,
  ) {
    this.site = site;
    this.#lines = lines;
    this.#terminals = terminals;
    this.#printers = printers;
  }

  static async open(from: Site, serialBuses: readonly string[]): Promise<StoreHardware> {
    const site = structuredClone(from);
    const lines = new Map<string, SimLine>();
    const terminals = new Map<string, WallTerminal>();
    const printers = new Map<string, ShelfPrinter>();
    for (const bus of site.buses) {
      const sims = bus.terminals.map(({ address, scbk, text, room }) => {
        const sim = new SimTerminal({
          address,
          scheduler,
          ...(scbk === undefined ? {} : { scbk: Uint8Array.from(Buffer.from(scbk, 'hex')) }),
          ...(text ? { text } : {}),
        });
        terminals.set(room ?? 'clock-room', new WallTerminal(sim));
        return sim;
      });
      const line = new SimLine({ scheduler, terminals: sims });
      lines.set(bus.id, line);
      bus.transport = serialBuses.includes(bus.id)
        ? { type: 'serial', path: await line.openPty(), baudRate: 115200 }
        : { type: 'tcp', host: '127.0.0.1', port: await line.listen() };
    }
    for (const printer of site.printers) {
      const sim = new SimPrinter({ name: printer.id });
      printers.set(printer.id, new ShelfPrinter(sim));
      printer.transport = { type: 'tcp', host: '127.0.0.1', port: await sim.listen(0) };
    }
    return new StoreHardware(site, lines, terminals, printers);
  }

  /** By the room, or `clock-room`. */
  terminal(place: string): WallTerminal {
    return known(this.#terminals, place);
  }

  /** By the bus's id in the site file. */
  line(busId: string): SimLine {
    return known(this.#lines, busId);
  }

  printer(id: string): ShelfPrinter {
    return known(this.#printers, id);
  }

  /** Resolves when every terminal shows something: the store has found it. */
  async allOnline(): Promise<void> {
    await Promise.all(
      [...this.#terminals.values()].map((terminal) =>
        terminal.until(() => terminal.text.trim() !== '', 'sign of life'),
      ),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#lines.values()].map((line) => line.close()));
    await Promise.all([...this.#printers.values()].map(({ sim }) => sim.close()));
  }
}

function known<T>(things: ReadonlyMap<string, T>, name: string): T {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`there is no ${name}`);
  return thing;
}
