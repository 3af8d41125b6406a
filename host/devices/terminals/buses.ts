import type { SiteBus } from '../../../core/model/site/schema.ts';
import { type SiteIndex, terminalIdOf } from '../../../core/model/site/site-index.ts';
import { type BusEvent, OsdpBus } from '../../../hardware/osdp/driver.ts';
import { osdpSpeeds } from '../../../hardware/osdp/line-search.ts';
import { timing } from '../../../hardware/osdp/timing.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';
import { MemoryLine } from '../../../hardware/transport/memory.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import type { TerminalKeys } from '../../secrets/terminal-keys.ts';
import type { DevicePaths } from '../kind/device-path.ts';

export interface StoreBusesOptions {
  scheduler: Scheduler;
  keys: TerminalKeys;
  /** Which paths may be opened. */
  paths: DevicePaths;
  random?: (count: number) => Uint8Array;
  idlePollMs?: number;
  onEvent(busId: string, event: BusEvent): void;
  /** A simulated terminal shows something else. */
  onSimChange(): void;
}

/** The lines with the store's clock terminals; those with a `sim` transport end in simulated terminals. */
export class StoreBuses {
  readonly #options: StoreBusesOptions;
  readonly #buses = new Map<string, OsdpBus>();
  readonly #sims = new Map<string, SimTerminal>();

  constructor(options: StoreBusesOptions) {
    this.#options = options;
  }

  /** By the bus's id in the site file. */
  get all(): ReadonlyMap<string, OsdpBus> {
    return this.#buses;
  }

  /** The simulated terminals by `bus/address`, in the order of the site file. */
  get sims(): ReadonlyMap<string, SimTerminal> {
    return this.#sims;
  }

  /** Opens every line of the site. A line that cannot be opened now is tried again by its bus. */
  async open(index: SiteIndex): Promise<void> {
    for (const settings of index.site.buses) this.#buses.set(settings.id, await this.#bus(settings));
    await Promise.all([...this.#buses.values()].map((bus) => bus.open()));
  }

  async close(): Promise<void> {
    const buses = [...this.#buses.values()];
    this.#buses.clear();
    this.#sims.clear();
    await Promise.all(buses.map((bus) => bus.close()));
  }

  /** Asks a terminal at once, where the line knows that something waits there (simulators). */
  pollSoon(terminalId: string): void {
    const [busId = '', address = ''] = terminalId.split('/');
    this.#buses.get(busId)?.pollSoon(Number(address));
  }

  async #bus(settings: SiteBus): Promise<OsdpBus> {
    const { scheduler, keys, paths, random, idlePollMs, onEvent } = this.#options;
    const terminals = settings.terminals.map(({ address, text }) => ({
      address,
      ...withKey(keys.of(terminalIdOf(settings.id, address))),
      ...(text ? { text } : {}),
    }));
    // Nobody but ourselves keeps the protocol's silence on a line in memory: a simulated day may ask more rarely.
    const silence =
      settings.transport.type === 'sim' &&
      idlePollMs !== undefined &&
      idlePollMs + timing.idlePollSlackMs > timing.offlineAfterMs
        ? { offlineAfterMs: idlePollMs + timing.idlePollSlackMs }
        : {};
    const line = settings.transport.type === 'sim' ? new MemoryLine(settings.id, scheduler) : null;
    if (line) {
      const sims = terminals.map((terminal) => {
        const sim = new SimTerminal({ ...terminal, ...silence, scheduler, ...(random ? { randomBytes: random } : {}) });
        sim.onChange = () => this.#options.onSimChange();
        this.#sims.set(terminalIdOf(settings.id, terminal.address), sim);
        return sim;
      });
      await new SimLine({ scheduler, terminals: sims }).attach(line.far);
    }
    const transport = line ? line.near : paths.guarded(createTransport(settings.transport), settings.transport);
    return new OsdpBus({
      id: settings.id,
      transport,
      terminals,
      scheduler,
      ...(random ? { randomBytes: random } : {}),
      ...(idlePollMs === undefined ? {} : { idlePollMs }),
      ...silence,
      ...(settings.mark === undefined ? {} : { mark: settings.mark }),
      ...(settings.searchSpeed ? { searchSpeeds: osdpSpeeds } : {}),
      onEvent: (event) => onEvent(settings.id, event),
    });
  }
}

function withKey(hex: string | null): { scbk?: Uint8Array } {
  return hex === null ? {} : { scbk: Uint8Array.from(Buffer.from(hex, 'hex')) };
}
