import { deviceError } from '../../core/model/devices/errors.ts';
import { settingDefaults } from '../../core/model/site/defaults.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { StaffRole } from '../../core/model/site/schema.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import { mayDo, permissionsOf } from '../../core/model/staff/permissions.ts';
import type { SimTerminal } from '../../hardware/sim/sim-terminal.ts';
import type { SimulatedDeviceService } from '../parts/simulated-devices/service.ts';
import type { SimulatedDevicesView, SimulatedPrinter, SimulatedTerminal } from '../parts/simulated-devices/views.ts';
import type { StorePrinters } from './printers/printers.ts';
import { cardUidOf } from './simulated-cards.ts';
import type { StoreBuses } from './terminals/buses.ts';

export interface SimulatedDevicesOptions {
  /** A demo or a practice: what is done there is nobody's money. */
  isPlay(): boolean;
  site(): SiteIndex;
  /** The store is a copy for practice. */
  isPractice: boolean;
  buses: StoreBuses;
  printers(): StorePrinters;
  isOnline(terminalId: string): boolean;
  /** Holds a UID to a simulated reader. Throws DEVICE_UNKNOWN, DEVICE_NOT_VIRTUAL. */
  holdAtReader(readerId: string, uid: string): void;
  /** What the silent voice of a practice was given, newest first. */
  spoken?(): { id: number; at: number; text: string }[];
}

/** Simulated terminals and printers as people touch them: hold a card, press a key, pull a plug. */
export class SimulatedDevices implements SimulatedDeviceService {
  readonly #options: SimulatedDevicesOptions;
  readonly #listeners = new Set<() => void>();
  readonly #printerStates = new Map<string, SimulatedPrinter['state']>();

  constructor(options: SimulatedDevicesOptions) {
    this.#options = options;
  }

  view(seesMoney = true): SimulatedDevicesView {
    const { site, buses } = this.#options;
    const printers = this.#options.printers();
    const index = site();
    return {
      terminals: [...buses.sims].map(([id, sim]) => this.#terminal(index, id, sim)),
      printers: index.site.printers.flatMap(({ id }) => {
        const sim = printers.sim(id);
        if (!sim) return [];
        const slips = seesMoney || !printersOfMoney(index).has(id) ? printers.slips(id) : [];
        return [{ id, state: this.#printerStates.get(id) ?? 'ok', slips }];
      }),
      spoken: this.#options.spoken?.() ?? [],
      cards: [
        ...index.site.technicians.filter(hasCard).map(({ no, name }) => ({
          label: `${no} ${name}`,
          role: 'technician' as const,
          holder: no,
          cardId: `technician:${no}`,
        })),
        ...index.site.staff.filter(hasCard).map(({ no, name }) => ({
          label: `${no} ${name}`,
          role: 'staff' as const,
          holder: no,
          cardId: `staff:${no}`,
        })),
        ...index.site.wristbands.filter(hasCard).map(({ no }) => ({
          label: no,
          role: 'wristband' as const,
          holder: no,
          cardId: `wristband:${no}`,
        })),
        ...(index.site.lostCards ?? []).map(({ no }) => ({
          label: `${no} ⊘`,
          role: 'unknown' as const,
          holder: no,
          cardId: `lost:${no}`,
        })),
        { label: '?', role: 'unknown' as const, holder: '', cardId: 'unknown' },
      ],
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something about them looks different. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** One terminal; null where there is none, or none that is simulated. */
  terminal(terminalId: string): SimulatedTerminal | null {
    const sim = this.#options.buses.sims.get(terminalId);
    return sim ? this.#terminal(this.#options.site(), terminalId, sim) : null;
  }

  requireOwnRank(cardId: string, role: StaffRole | null): void {
    const [kind, holder = ''] = cardId.split(':');
    const staff = this.#options.site().staff.get(holder);
    if (!this.#options.isPractice || (kind !== 'staff' && kind !== 'lost') || !staff) return;
    const isWithin = role !== null && permissionsOf(staff.role).every((permission) => mayDo(role, permission));
    if (!isWithin) throw siteError('PRACTICE_CARD_ABOVE');
  }

  /** Throws DEVICE_NOT_VIRTUAL, CARD_UNKNOWN (no such card), TERMINAL_OFFLINE (unplugged). */
  holdCard(terminalId: string, cardId: string): void {
    const accepted = this.#sim(terminalId).holdCard(this.uidOf(cardId));
    if (!accepted) throw deviceError('TERMINAL_OFFLINE', { terminalId });
    this.#options.buses.pollSoon(terminalId);
  }

  requirePlay(device: string): void {
    if (!this.#options.isPlay()) throw deviceError('DEVICE_NOT_VIRTUAL', { device });
  }

  /** Throws DEVICE_NOT_VIRTUAL also outside of a demo and a practice: the sign-in screen is open to anybody. */
  holdCardAtReader(readerId: string, cardId: string): void {
    const { holdAtReader } = this.#options;
    this.requirePlay(`reader/${readerId}`);
    holdAtReader(readerId, this.uidOf(cardId));
  }

  /** Throws as `holdCard`. */
  press(terminalId: string, keys: string): void {
    if (!this.#sim(terminalId).press(keys)) throw deviceError('TERMINAL_OFFLINE', { terminalId });
    this.#options.buses.pollSoon(terminalId);
  }

  setPlugged(terminalId: string, plugged: boolean): void {
    const sim = this.#sim(terminalId);
    if (plugged) sim.plug();
    else sim.unplug();
  }

  async setPrinter(printerId: string, state: 'ok' | 'off' | 'no-paper'): Promise<void> {
    const printer = this.#options.printers().sim(printerId);
    if (!printer) throw deviceError('DEVICE_NOT_VIRTUAL', { device: `printer/${printerId}` });
    this.#printerStates.set(printerId, state);
    printer.setPaper(state === 'no-paper' ? 'out' : 'full');
    await printer.setPower(state !== 'off');
  }

  /** The UID behind a card (`technician:88`). Throws CARD_UNKNOWN. */
  uidOf(cardId: string): string {
    return cardUidOf(this.#options.site(), cardId);
  }

  #sim(terminalId: string): SimTerminal {
    const sim = this.#options.buses.sims.get(terminalId);
    if (!sim) throw deviceError('DEVICE_NOT_VIRTUAL', { device: `terminal/${terminalId}` });
    return sim;
  }

  #terminal(index: SiteIndex, id: string, sim: SimTerminal): SimulatedTerminal {
    const { lines, light, beepCount, isPlugged } = sim.view;
    const terminal = index.terminals.get(id);
    return {
      id,
      roomNo: terminal?.room ?? null,
      lines,
      columns: terminal?.text?.columns ?? 16,
      hasKeypad: terminal?.keypad ?? settingDefaults.terminal.keypad,
      led: `${light.isBlinking ? 'blink-' : ''}${light.colour}`,
      beeps: beepCount,
      plugged: isPlugged,
      online: this.#options.isOnline(id),
    };
  }
}

function hasCard({ card }: { card?: string | undefined }): boolean {
  return card !== undefined;
}

/** Where slips with money on them come out, or may when one of those has no paper. */
function printersOfMoney({ site }: SiteIndex): Set<string> {
  const all = site.printers.filter(({ prints }) =>
    prints.some((kind) => ['bill', 'handover', 'receipt', 'payslip'].includes(kind)),
  );
  return new Set(all.flatMap(({ id, fallback }) => [id, ...(fallback ? [fallback.printer] : [])]));
}
