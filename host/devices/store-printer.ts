import type { SitePrinter } from '../../core/site/schema.ts';
import { HardwareError } from '../../hardware/error.ts';
import { createPrinterTransport } from '../../hardware/printer/open.ts';
import { type PrinterStatus, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { renderEscPos, renderSvg } from '../../hardware/printer/render.ts';
import type { Scheduler, TimerHandle } from '../../hardware/scheduler.ts';
import { SimPrinter } from '../../hardware/sim/printer.ts';
import { SimPrinterLine } from './sim-printer-line.ts';

export type PrinterState = 'ok' | 'offline' | 'no-paper' | 'unknown';

/** A slip that came out of a simulated printer. */
export interface SimSlip {
  id: number;
  /** UTC ms. */
  at: number;
  text: string;
  svg: string;
}

export interface StorePrinterOptions {
  settings: SitePrinter;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  /** Its state changed, or a slip came out of the simulator. */
  onChange(): void;
}

/** How often a printer that is away is asked whether it is back. */
const checkEveryMs = 30_000;
const mostSlips = 30;

const stateOfStatus: Readonly<Record<PrinterStatus['state'], PrinterState>> = {
  ready: 'ok',
  'cover-open': 'offline',
  'no-paper': 'no-paper',
  offline: 'offline',
  unknown: 'unknown',
};

/** One printer of the site file: its driver, what is known of it, and the simulator behind it where it is one. */
export class StorePrinter {
  readonly settings: SitePrinter;
  /** Behind a printer with transport `sim`. */
  readonly sim: SimPrinter | null;
  readonly #options: StorePrinterOptions;
  readonly #driver: ReceiptPrinter;
  #state: PrinterState = 'unknown';
  #timer: TimerHandle | undefined;
  #isClosed = false;
  /** The markup on its way to the simulator: what it cuts next shows it. */
  #markup = '';
  #slips: { id: number; at: number; text: string; markup: string; svg: string | null }[] = [];
  #slipCount = 0;

  constructor(options: StorePrinterOptions) {
    const { settings, scheduler } = options;
    this.settings = settings;
    this.#options = options;
    const sim = settings.transport.type === 'sim' ? new SimPrinter({ name: settings.id, keepSlips: mostSlips }) : null;
    if (sim) sim.onSlip = ({ text }) => this.#keepSlip(text);
    this.sim = sim;
    this.#driver = new ReceiptPrinter({
      transport: createPrinterTransport(
        settings.transport,
        sim ? { simulate: () => new SimPrinterLine(sim, scheduler) } : {},
      ),
      statusReplies: settings.transport.type === 'file' ? 'none' : 'auto',
      scheduler,
    });
    // A printer that has answered once is known to be off when it is silent later.
    void this.#check();
  }

  get state(): PrinterState {
    return this.#state;
  }

  /** The slips of the simulator, newest first; drawn when somebody looks. Empty for a real printer. */
  slips(): SimSlip[] {
    return this.#slips.map((slip) => {
      slip.svg ??= renderSvg(slip.markup, this.settings);
      const { id, at, text, svg } = slip;
      return { id, at, text, svg };
    });
  }

  /** Lays a ticket out and prints it. Throws as ReceiptPrinter.print, and PRINTER_BAD_TICKET. */
  async print(markup: string, options: { kickDrawer?: boolean } = {}): Promise<void> {
    const bytes = renderEscPos(markup, this.settings);
    this.#markup = markup;
    try {
      await this.#driver.print(bytes, options);
      this.#setState('ok');
    } catch (error) {
      this.#setState(stateAfter(error) ?? this.#state);
      throw error;
    }
  }

  /** After what is being printed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#options.scheduler.clearTimeout(this.#timer);
    await this.#driver.close();
    await this.sim?.close();
  }

  async #check(): Promise<void> {
    try {
      const { state } = await this.#driver.status();
      this.#setState(stateOfStatus[state]);
    } catch (error) {
      this.#setState(stateAfter(error) ?? 'offline');
    }
  }

  #setState(state: PrinterState): void {
    if (this.#isClosed) return;
    const { scheduler, onChange } = this.#options;
    scheduler.clearTimeout(this.#timer);
    if (state === 'offline' || state === 'no-paper') {
      this.#timer = scheduler.setTimeout(() => void this.#check(), checkEveryMs);
    }
    if (state === this.#state) return;
    this.#state = state;
    onChange();
  }

  #keepSlip(text: string): void {
    this.#slipCount += 1;
    this.#slips.unshift({ id: this.#slipCount, at: this.#options.now(), text, markup: this.#markup, svg: null });
    this.#slips.length = Math.min(this.#slips.length, mostSlips);
    this.#options.onChange();
  }
}

/** What an error says of the printer; undefined where it says nothing. */
function stateAfter(error: unknown): PrinterState | undefined {
  if (!(error instanceof HardwareError)) return undefined;
  if (error.code === 'PRINTER_NO_PAPER' || error.context.reason === 'no-paper') return 'no-paper';
  return error.code === 'PRINTER_OFFLINE' || error.code === 'PRINTER_MAYBE_PRINTED' ? 'offline' : undefined;
}
