import { minuteMs } from '../../../core/kernel/time.ts';
import { settingDefaults } from '../../../core/model/site/defaults.ts';
import type { SitePrinter } from '../../../core/model/site/schema.ts';
import { HardwareError } from '../../../hardware/error.ts';
import { printsChinese } from '../../../hardware/printer/encoding.ts';
import { canAnswer, createPrinterTransport } from '../../../hardware/printer/open.ts';
import { type PrinterStatus, ReceiptPrinter } from '../../../hardware/printer/receipt-printer.ts';
import { renderEscPos, renderSvg } from '../../../hardware/printer/render.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import { SimPrinter } from '../../../hardware/sim/printer.ts';
import type { DevicePaths } from '../kind/device-path.ts';
import { SimPrinterLine } from './sim-printer-line.ts';

export type PrinterState = 'ok' | 'offline' | 'no-paper' | 'cover-open' | 'unknown';

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
  /** Which paths may be opened. */
  paths: DevicePaths;
  /** The wall clock, UTC ms. */
  now(): number;
  /** Its state changed, or a slip came out of the simulator. */
  onChange(): void;
  /** It is down, or still down: told at least every half minute. */
  onDown?(): void;
  onState?(state: PrinterState): void;
}

/** How often a printer that is away is asked whether it is back, and one that rests whether it is still well. */
const checkEveryMs = 30_000;
const checkIdleEveryMs = minuteMs;
const mostSlips = 30;

const stateOfStatus: Readonly<Record<PrinterStatus['state'], PrinterState>> = {
  ready: 'ok',
  'cover-open': 'cover-open',
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
  readonly #isWatched: boolean;
  #state: PrinterState = 'unknown';
  #paperLow = false;
  /** Wall clock, UTC ms; null while it prints. */
  #downSince: number | null = null;
  #timer: TimerHandle | undefined;
  #isClosed = false;
  /** The markup on its way to the simulator: what it cuts next shows it. */
  #markup = '';
  #slips: { id: number; at: number; text: string; markup: string; svg: string | null }[] = [];
  #slipCount = 0;

  constructor(options: StorePrinterOptions) {
    const { settings, scheduler, paths } = options;
    this.settings = settings;
    this.#options = options;
    const sim = settings.transport.type === 'sim' ? simOf(settings) : null;
    if (sim) sim.onSlip = ({ text }) => this.#keepSlip(text);
    // Nothing can happen to a simulated one unseen; who has no voice would only be connected to.
    this.#isWatched = sim === null && canAnswer(settings.transport) && settings.statusReplies !== 'none';
    this.sim = sim;
    this.#driver = new ReceiptPrinter({
      transport: paths.guarded(
        createPrinterTransport(paths.placed(settings.transport), {
          scheduler,
          ...(sim ? { simulate: () => new SimPrinterLine(sim, scheduler) } : {}),
        }),
        settings.transport,
      ),
      statusReplies: canAnswer(settings.transport)
        ? (settings.statusReplies ?? settingDefaults.printer.statusReplies)
        : 'none',
      drawer: { pin: settings.drawerPin ?? settingDefaults.printer.drawerPin },
      scheduler,
    });
    // A printer that has answered once is known to be off when it is silent later.
    void this.#check();
  }

  get state(): PrinterState {
    return this.#state;
  }

  /** Why it cannot be reached, as a code for people; null where there is nothing to be said. */
  get reason(): string | null {
    return this.#options.paths.refusal(this.settings.transport);
  }

  /** The roll is nearly used up: it still prints. */
  get paperLow(): boolean {
    return this.#paperLow;
  }

  /** Since when it has not printed (away, no paper, open), UTC ms; null while it does, or says nothing of itself. */
  get downSince(): number | null {
    return this.#downSince;
  }

  /** The slips of the simulator, newest first; drawn when somebody looks. Empty for a real printer. */
  slips(): SimSlip[] {
    return this.#slips.map((slip) => {
      slip.svg ??= renderSvg(slip.markup, this.settings);
      const { id, at, text, svg } = slip;
      return { id, at, text, svg };
    });
  }

  /**
   * Lays a ticket out and prints it; `as`: by other settings than those in force. Throws as ReceiptPrinter.print, and
   * PRINTER_BAD_TICKET.
   */
  async print(markup: string, options: { kickDrawer?: boolean; as?: SitePrinter } = {}): Promise<void> {
    const bytes = renderEscPos(markup, options.as ?? this.settings);
    this.#markup = markup;
    try {
      this.#takeStatus(await this.#driver.print(bytes, options));
    } catch (error) {
      this.#setState(stateAfter(error) ?? this.#state);
      throw error;
    }
  }

  /** Opens the drawer that hangs on the printer. Throws as ReceiptPrinter.kickDrawer. */
  async openDrawer(): Promise<void> {
    await this.#driver.kickDrawer();
  }

  /** After what is being printed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#options.scheduler.clearTimeout(this.#timer);
    await this.#driver.close();
    await this.sim?.close();
  }

  async #check({ isPatient = true }: { isPatient?: boolean } = {}): Promise<void> {
    try {
      this.#takeStatus(await this.#driver.status({ isPatient }));
    } catch (error) {
      this.#setState(stateAfter(error) ?? 'offline');
    }
  }

  /** A printer that says nothing of itself and took a slip is as well as can be known. */
  #takeStatus({ state, paperLow }: PrinterStatus): void {
    this.#setState(stateOfStatus[state], paperLow && state !== 'no-paper');
  }

  #setState(state: PrinterState, paperLow = this.#paperLow): void {
    if (this.#isClosed) return;
    const { scheduler, now, onChange, onDown, onState } = this.#options;
    scheduler.clearTimeout(this.#timer);
    const isDown = isDownState(state);
    this.#downSince = isDown ? (this.#downSince ?? now()) : null;
    // One that is away may only be slow: there is time to find that out.
    const check = () => void this.#check({ isPatient: isDown });
    if (isDown) this.#timer = scheduler.setTimeout(check, checkEveryMs);
    else if (this.#isWatched) this.#timer = scheduler.setTimeout(check, checkIdleEveryMs);
    const isSame = state === this.#state && paperLow === this.#paperLow;
    if (state !== this.#state) onState?.(state);
    this.#state = state;
    this.#paperLow = paperLow;
    if (!isSame) onChange();
    if (isDown) onDown?.();
  }

  #keepSlip(text: string): void {
    this.#slipCount += 1;
    this.#slips.unshift({ id: this.#slipCount, at: this.#options.now(), text, markup: this.#markup, svg: null });
    this.#slips.length = Math.min(this.#slips.length, mostSlips);
    this.#options.onChange();
  }
}

/** Whether a printer in this state prints nothing until somebody sees to it. */
export function isDownState(state: PrinterState): boolean {
  return state === 'offline' || state === 'no-paper' || state === 'cover-open';
}

function simOf({ id, encoding }: SitePrinter): SimPrinter {
  // A simulated printer with a Western character set is one that knows no two-byte text.
  return new SimPrinter({ name: id, keepSlips: mostSlips, ...(printsChinese(encoding) ? { encoding } : {}) });
}

/** What an error says of the printer; undefined where it says nothing. */
function stateAfter(error: unknown): PrinterState | undefined {
  if (!(error instanceof HardwareError)) return undefined;
  if (error.code === 'PRINTER_NO_PAPER' || error.context.reason === 'no-paper') return 'no-paper';
  if (error.context.reason === 'cover-open') return 'cover-open';
  return error.code === 'PRINTER_OFFLINE' || error.code === 'PRINTER_MAYBE_PRINTED' ? 'offline' : undefined;
}
