import type { Site } from '../../../../core/model/site/schema.ts';
import { HardwareError } from '../../../../hardware/error.ts';
import type { TerminalStatus } from '../../../../hardware/osdp/clock-terminal.ts';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import type { TerminalDevice, TerminalStore } from '../../../../host/devices/terminals/terminal-store.ts';
import { Terminals } from '../../../../host/devices/terminals/terminals.ts';
import { dayCounts, TestStore } from '../../test-store.ts';

/** A terminal as a person sees it, and how often it was written to. Without power everything is refused. */
export class SeenTerminal implements TerminalDevice {
  lines: readonly string[] = [];
  light = 'off';
  readonly beeps: string[] = [];
  readonly shown: string[] = [];
  hasPower = true;
  hasBeeper = true;
  readonly status: TerminalStatus;

  constructor(address: number) {
    this.status = {
      address,
      state: 'online',
      secure: true,
      tamper: false,
      power: true,
      readers: [],
      counters: { good: 9, bad: 1, discarded: 2, retries: 0, polls: 12, roundTripMs: 4, lastSeenMs: 0 },
    };
  }

  get state(): TerminalStatus['state'] {
    return this.status.state;
  }

  async show(lines: readonly string[]): Promise<void> {
    this.#require();
    this.lines = lines;
    this.shown.push(lines.join('|'));
  }

  async led(pattern: string): Promise<void> {
    this.#require();
    this.light = pattern;
  }

  async beep(pattern: string): Promise<void> {
    this.#require();
    if (!this.hasBeeper) throw new HardwareError('OSDP_REFUSED', { reason: 'NOT_FITTED' });
    this.beeps.push(pattern);
  }

  #require(): void {
    if (!this.hasPower) throw new HardwareError('OSDP_OFFLINE', { address: this.status.address });
  }
}

/** A store with all its terminals in simulated time; the wall clock stands where the store's does. */
export class House {
  readonly store: TestStore;
  readonly scheduler = new SimulatedScheduler();
  readonly terminals: Terminals;
  readonly spotlights: { technicianNo: string; lines: string[] }[] = [];
  readonly faults: Record<string, unknown>[] = [];
  readonly #seen = new Map<string, SeenTerminal>();
  /** Set to break the store under the terminals. */
  breakage: Error | null = null;

  constructor(site?: Site) {
    this.store = new TestStore(site);
    const { store } = this;
    const face: TerminalStore = {
      state: () => store.state,
      now: () => store.at,
      businessDate: () => store.businessDate,
      dayOf: (technicianNo) => dayCounts(store, technicianNo),
      act: (_commandId, name, data, actor, station) => {
        if (this.breakage) throw this.breakage;
        return store.act(name, data, actor, station);
      },
      newId: () => store.newId(),
      meetCard: (uid) => store.db.meetCard(uid),
      onSpotlight: (technicianNo, lines) => this.spotlights.push({ technicianNo, lines }),
    };
    const buses = new Map(
      store.state.site.site.buses.map(({ id, terminals }) => {
        const seen = new Map(terminals.map(({ address }) => [address, new SeenTerminal(address)]));
        for (const [address, terminal] of seen) this.#seen.set(`${id}/${address}`, terminal);
        return [
          id,
          {
            terminal: (address: number) => {
              const terminal = seen.get(address);
              if (!terminal) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
              return terminal;
            },
          },
        ];
      }),
    );
    this.terminals = new Terminals({
      store: face,
      buses,
      scheduler: this.scheduler,
      log: { error: (facts) => this.faults.push(facts) },
    });
    store.onCommitted = (events) => this.terminals.onCommitted(events);
  }

  /** What hangs in a room, or the reader in the clock room. */
  at(roomNo: string | null): SeenTerminal {
    const seen = this.#seen.get(this.idOf(roomNo));
    if (!seen) throw new Error(`no terminal hangs in ${roomNo}`);
    return seen;
  }

  idOf(roomNo: string | null): string {
    return roomNo === null ? 'clock-room/1' : (this.store.state.site.terminalOfRoom.get(roomNo) ?? '');
  }

  async swipe(roomNo: string | null, holder: string): Promise<void> {
    await this.card(roomNo, this.store.cardOf(holder));
  }

  async card(roomNo: string | null, uid: string): Promise<void> {
    this.#tell(roomNo, { type: 'card', uid, bits: uid.length * 4 });
    await this.scheduler.advance(0);
  }

  async press(roomNo: string | null, keys: string): Promise<void> {
    this.#tell(roomNo, { type: 'keys', keys });
    await this.scheduler.advance(0);
  }

  async comesOnline(roomNo: string | null): Promise<void> {
    this.#tell(roomNo, { type: 'state', state: 'online' });
    await this.scheduler.advance(0);
  }

  /** Lets seconds pass on the terminals' clock. */
  async seconds(count: number): Promise<void> {
    await this.scheduler.advance(count * 1000);
  }

  #tell(roomNo: string | null, event: Doing): void {
    const [busId = '', address = ''] = this.idOf(roomNo).split('/');
    this.terminals.onBusEvent(busId, { ...event, address: Number(address) });
  }
}

type Doing =
  | { type: 'card'; uid: string; bits: number }
  | { type: 'keys'; keys: string }
  | { type: 'state'; state: 'online' };
