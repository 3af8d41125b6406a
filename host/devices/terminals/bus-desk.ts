import { randomBytes } from 'node:crypto';
import { deviceError } from '../../../core/model/devices/errors.ts';
import type { CardHolder, SiteIndex } from '../../../core/model/site/site-index.ts';
import { terminalIdOf } from '../../../core/model/site/site-index.ts';
import type { TerminalStatus } from '../../../hardware/osdp/clock-terminal.ts';
import type { BusEvent, OsdpBus } from '../../../hardware/osdp/driver.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import type { BusService } from '../../parts/bus/service.ts';
import type { BusFrames, BusStatus, BusTerminal, CardHolderView } from '../../parts/bus/views.ts';

import type { TerminalKeys } from '../../secrets/terminal-keys.ts';
import type { StoreBuses } from './buses.ts';
import { FrameWatch } from './frame-watch.ts';
import { installTerminalKey } from './key-installation.ts';

export interface BusDeskOptions {
  site(): SiteIndex;
  buses: StoreBuses;
  keys: TerminalKeys;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  random?: (count: number) => Uint8Array;
  log: { info(facts: object, message: string): void };
}

/** A card or keys at a terminal. */
type BusTouch = Extract<BusEvent, { type: 'card' | 'keys' }>;

interface Line {
  open: boolean;
  reason: string | null;
}

/** The lines as technicians see them: how each terminal is, what passes, and the terminals' keys. */
export class BusDesk implements BusService {
  readonly #options: BusDeskOptions;
  readonly #lines = new Map<string, Line>();
  readonly #lastCards = new Map<string, NonNullable<BusTerminal['lastCard']>>();
  readonly #touched = new Set<{ busId: string; listener: (touch: BusTouch) => void }>();
  readonly #watches = new Map<string, FrameWatch>();

  constructor(options: BusDeskOptions) {
    this.#options = options;
  }

  /** Something happened on a line of the site. */
  onBusEvent(busId: string, event: BusEvent): void {
    if (event.type === 'line') {
      this.#lines.set(busId, { open: event.open, reason: event.reason ?? null });
      // A line that was opened anew after a new site file is another bus.
      this.#watches.get(busId)?.attach(watched(this.#options.buses.all.get(busId)));
    }
    if (event.type === 'card' || event.type === 'keys') {
      for (const one of this.#touched) if (one.busId === busId) one.listener(event);
    }
    if (event.type === 'card') {
      const holder = holderView(this.#options.site().cards.get(event.uid));
      this.#lastCards.set(terminalIdOf(busId, event.address), { at: this.#options.now(), holder });
    }
  }

  /** Tells of cards and keys at the terminals of a line, until the returned function is called. */
  onTouch(busId: string, listener: (touch: BusTouch) => void): () => void {
    const one = { busId, listener };
    this.#touched.add(one);
    return () => this.#touched.delete(one);
  }

  status(): BusStatus[] {
    const index = this.#options.site();
    return index.site.buses.map(({ id, terminals }) => {
      const bus = this.#options.buses.all.get(id);
      const line = this.#lines.get(id);
      const statuses = new Map(bus?.terminals().map((status) => [status.address, status]));
      return {
        id,
        line: bus?.lineName ?? '',
        open: line?.open ?? false,
        reason: line?.reason ?? null,
        bitsPerSecond: bus?.bitsPerSecond ?? null,
        terminals: terminals.map((terminal) =>
          this.#terminal(
            terminalIdOf(id, terminal.address),
            terminal.address,
            terminal.room ?? terminal.place ?? '',
            statuses.get(terminal.address),
          ),
        ),
      };
    });
  }

  /** Terminals whose housing is open, whose power supply failed, or whose reader is not as it should be. */
  alarms(): { id: string; place: string }[] {
    return this.#options.site().site.buses.flatMap(({ id: busId, terminals }) => {
      const conditions = this.#options.buses.all.get(busId)?.conditions();
      return terminals.flatMap(({ address, room, place }) => {
        const condition = conditions?.get(address);
        if (!condition) return [];
        const { tamper, power, readers } = condition;
        const reader = readerState(readers[0]);
        const isWrong = tamper || power || reader === 'gone' || reader === 'tampered';
        return isWrong ? [{ id: terminalIdOf(busId, address), place: room ?? place ?? '' }] : [];
      });
    });
  }

  onFrames(busId: string, listener: (batch: BusFrames) => void): () => void {
    const bus = this.#options.buses.all.get(busId);
    if (!bus) throw deviceError('DEVICE_UNKNOWN', { device: busId });
    const watch = this.#watches.get(busId) ?? new FrameWatch(this.#options.scheduler, this.#options.now);
    this.#watches.set(busId, watch);
    watch.attach(watched(bus));
    return watch.watch(listener);
  }

  async installKey(staffNo: string, terminalId: string): Promise<void> {
    const { buses, keys, log, random } = this.#options;
    const terminal = this.#options.site().terminals.get(terminalId);
    const bus = terminal && buses.all.get(terminal.busId);
    if (!bus) throw deviceError('DEVICE_UNKNOWN', { device: `terminal/${terminalId}` });
    const facts = { terminalId, by: staffNo };
    log.info(facts, 'a terminal is given a key');
    await installTerminalKey(bus, keys, { id: terminalId, address: terminal.address }, random ?? randomBytes);
    log.info(facts, 'the terminal has its key');
  }

  #terminal(id: string, address: number, place: string, status: TerminalStatus | undefined): BusTerminal {
    const counters = status?.counters;
    const { good = 0, bad = 0, discarded = 0, retries = 0 } = counters ?? {};
    const identity = status?.identity;
    return {
      id,
      address,
      place,
      state: status?.state ?? 'none',
      reason: status?.reason ?? null,
      secure: status?.secure ?? false,
      hasKey: this.#options.keys.of(id) !== null,
      tamper: status?.tamper ?? false,
      power: status?.power ?? false,
      reader: readerState(status?.readers[0]),
      identity: identity
        ? `${identity.vendor} ${identity.model}.${identity.version} #${identity.serial} v${identity.firmware}`
        : null,
      frames: { good, bad, discarded, retries },
      roundTripMs: counters?.lastSeenMs === undefined ? null : Math.round(counters.roundTripMs * 10) / 10,
      lastSeenAt: this.#wallTime(counters?.lastSeenMs),
      lastCard: this.#lastCards.get(id) ?? null,
    };
  }

  /** An instant of the scheduler's clock as UTC ms. */
  #wallTime(schedulerMs: number | undefined): number | null {
    const { now, scheduler } = this.#options;
    return schedulerMs === undefined ? null : Math.round(now() - (scheduler.now() - schedulerMs));
  }
}

function watched(bus: OsdpBus | undefined) {
  if (!bus) return undefined;
  return {
    setListener: (listener: OsdpBus['onFrame']) => {
      bus.onFrame = listener;
    },
  };
}

/** RSTATR: 0 fine, 1 not there, 2 tampered. */
function readerState(code: number | undefined): BusTerminal['reader'] {
  if (code === undefined) return 'unknown';
  return code === 0 ? 'ok' : code === 1 ? 'gone' : 'tampered';
}

function holderView(holder: CardHolder | undefined): CardHolderView {
  switch (holder?.kind) {
    case 'technician':
      return { kind: 'technician', no: holder.technician.no, name: holder.technician.name };
    case 'staff':
      return { kind: 'staff', no: holder.staff.no, name: holder.staff.name };
    case 'wristband':
      return { kind: 'wristband', no: holder.wristbandNo };
    default:
      return { kind: 'unknown' };
  }
}
