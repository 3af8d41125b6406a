import type { CommandInput } from '../../../core/model/commands.ts';
import { deviceError } from '../../../core/model/devices/errors.ts';
import type { StoreEvent } from '../../../core/model/events.ts';
import { settingDefaults } from '../../../core/model/site/defaults.ts';
import { type SiteIndex, terminalIdOf } from '../../../core/model/site/site-index.ts';
import { setsSettings } from '../../../core/model/site/told.ts';
import { roomsOf } from '../../../core/parts.ts';

import type { TerminalPlace } from '../../../core/terminal/terminal.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { TerminalStatus } from '../../../hardware/osdp/clock-terminal.ts';
import type { BusEvent } from '../../../hardware/osdp/driver.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import type { TerminalState, TerminalView } from '../../parts/devices/views.ts';

import { TerminalController } from './terminal-controller.ts';
import type { TerminalDevice, TerminalLog, TerminalStore } from './terminal-store.ts';

/** A line with terminals, as far as it is needed here. */
export interface TerminalBus {
  /** Throws where it has no such address. */
  terminal(address: number): TerminalDevice & { readonly status: TerminalStatus; readonly state: TerminalState };
}

export interface TerminalsOptions {
  store: TerminalStore;
  /** By the bus's id in the site file; asked anew each time, so that lines may be opened again. */
  buses: ReadonlyMap<string, TerminalBus>;
  scheduler: Scheduler;
  log: TerminalLog;
  /** A card was read again at a terminal that counts once. */
  onRepeated?(terminalId: string): void;
}

/** All terminals of the store: brings what the lines tell to their controllers, and tells how each terminal is. */
export class Terminals {
  readonly #options: TerminalsOptions;
  readonly #controllers = new Map<string, TerminalController>();

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  /** Something happened on a line. What comes from a terminal that the site file does not have is left alone. */
  onBusEvent(busId: string, event: BusEvent): void {
    if (event.type === 'status' || event.type === 'line' || event.type === 'moved') return;
    const controller = this.#controllerOf(terminalIdOf(busId, event.address));
    if (!controller) return;
    if (event.type === 'card') controller.onCard(event.uid);
    else if (event.type === 'keys') controller.onKeys(event.keys);
    else controller.onState(event.state);
  }

  /** After every commit: idle displays follow what changed in their rooms. */
  onCommitted(events: readonly StoreEvent[]): void {
    const { site } = this.#options.store.state();
    if (events.some((event) => setsSettings(event))) {
      for (const [terminalId, controller] of this.#controllers) this.#refreshOrDrop(site, terminalId, controller);
      return;
    }
    const rooms = new Set(events.flatMap(roomsOf));
    for (const roomNo of rooms) {
      const terminalId = site.terminalOfRoom.get(roomNo);
      if (terminalId !== undefined) this.#controllers.get(terminalId)?.refresh();
    }
  }

  /** Reminds at a terminal. Rejects with TERMINAL_UNKNOWN, or OSDP_OFFLINE where nobody could hear it. */
  async remind(terminalId: string, clock: Parameters<TerminalController['remind']>[0]): Promise<void> {
    const controller = this.#controllerOf(terminalId);
    if (!controller) throw deviceError('TERMINAL_UNKNOWN', { terminalId });
    await controller.remind(clock);
  }

  /** Every terminal of the site file and whether it is there. */
  presence(): Pick<TerminalView, 'id' | 'place' | 'state'>[] {
    return Array.from(this.#options.store.state().site.terminals, ([id, terminal]) => ({
      id,
      place: placeNameOf(terminal),
      state: this.#terminalAt(terminal.busId, terminal.address)?.state ?? 'none',
    }));
  }

  /** The same with what passed on the line, for the screens. */
  views(): TerminalView[] {
    const { terminals } = this.#options.store.state().site;
    return Array.from(terminals, ([id, terminal]) => {
      const status = this.#terminalAt(terminal.busId, terminal.address)?.status;
      return {
        id,
        place: placeNameOf(terminal),
        state: status?.state ?? 'none',
        reason: status?.reason ?? null,
        lastSeenAt: this.#wallTime(status?.counters.lastSeenMs),
        frames: {
          good: status?.counters.good ?? 0,
          bad: status?.counters.bad ?? 0,
          discarded: status?.counters.discarded ?? 0,
        },
      };
    });
  }

  /** The state of a room's terminal; `none` where the room has none. */
  stateOfRoom(roomNo: string): TerminalState {
    const { site } = this.#options.store.state();
    const terminal = site.terminals.get(site.terminalOfRoom.get(roomNo) ?? '');
    return (terminal && this.#terminalAt(terminal.busId, terminal.address)?.state) ?? 'none';
  }

  /** Ends all dialogues and timers. */
  close(): void {
    for (const controller of this.#controllers.values()) controller.close();
    this.#controllers.clear();
  }

  #controllerOf(terminalId: string): TerminalController | null {
    const known = this.#controllers.get(terminalId);
    if (known) return known;
    const { store, scheduler, log, onRepeated } = this.#options;
    if (!store.state().site.terminals.has(terminalId)) return null;
    const controller = new TerminalController({
      terminalId,
      place: () => placeOf(store.state().site, terminalId),
      device: () => this.#deviceOf(terminalId),
      store,
      scheduler,
      log,
      refuse: (refusal) => this.#refuse(refusal),
      onRepeated: () => onRepeated?.(terminalId),
    });
    this.#controllers.set(terminalId, controller);
    return controller;
  }

  #refreshOrDrop(site: SiteIndex, terminalId: string, controller: TerminalController): void {
    if (site.terminals.has(terminalId)) {
      controller.refresh();
    } else {
      controller.close();
      this.#controllers.delete(terminalId);
    }
  }

  #deviceOf(terminalId: string): TerminalDevice {
    const { store, buses } = this.#options;
    const terminal = store.state().site.terminals.get(terminalId);
    const bus = terminal && buses.get(terminal.busId);
    if (!bus) throw new HardwareError('OSDP_OFFLINE', { terminalId });
    return bus.terminal(terminal.address);
  }

  #refuse(refusal: CommandInput<'swipe.refuse'>): void {
    const { store } = this.#options;
    store.act(store.newId(), 'swipe.refuse', refusal, refusal.who ?? 'system', refusal.place);
  }

  #terminalAt(busId: string, address: number): ReturnType<TerminalBus['terminal']> | undefined {
    try {
      return this.#options.buses.get(busId)?.terminal(address);
    } catch {
      // A line opened with older settings does not have it yet.
      return undefined;
    }
  }

  /** An instant of the scheduler's clock as UTC ms. */
  #wallTime(schedulerMs: number | undefined): number | null {
    const { store, scheduler } = this.#options;
    return schedulerMs === undefined ? null : Math.round(store.now() - (scheduler.now() - schedulerMs));
  }
}

/** The room it is in, or where else it hangs. */
function placeNameOf({ room, place }: { room?: string | undefined; place?: string | undefined }): string {
  return room ?? place ?? '';
}

/** Where a terminal hangs and how it talks. Throws TERMINAL_UNKNOWN. */
function placeOf({ site, terminals }: SiteIndex, terminalId: string): TerminalPlace {
  const terminal = terminals.get(terminalId);
  if (!terminal) throw deviceError('TERMINAL_UNKNOWN', { terminalId });
  const { lines, columns, encoding } = terminal.text ?? settingDefaults.terminal.text;
  // A display that has ASCII only cannot show Chinese.
  const language = encoding === 'ascii' ? 'en' : (site.store.languages[0] ?? 'zh-CN');
  const hasKeypad = terminal.keypad ?? settingDefaults.terminal.keypad;
  return { terminalId, roomNo: terminal.room ?? null, lines, columns, language, hasKeypad };
}
