import type { Language } from '../../../core/kernel/money.ts';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { Bill } from '../../../core/model/bills/bill-schema.ts';
import { deviceError } from '../../../core/model/devices/errors.ts';
import type { SitePrinter } from '../../../core/model/site/schema.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';
import type { Job } from '../../../db/operational/jobs.ts';
import { rowOfBill, wristbandsOf } from '../../../db/parts/bills/queries.ts';
import { segmentsOf } from '../../../db/parts/clocks/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import { HardwareError } from '../../../hardware/error.ts';
import { printsChinese } from '../../../hardware/printer/encoding.ts';
import { renderSvg } from '../../../hardware/printer/render.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import type { SimPrinter } from '../../../hardware/sim/printer.ts';
import type { JobDevice } from '../../effects/device-lane.ts';
import { billData } from '../../paper/bill.ts';
import { billTicket } from '../../paper/bill-ticket.ts';
import type { TicketFacts } from '../../paper/job-kind.ts';
import { jobTicket } from '../../paper/jobs.ts';
import { recoverySlip } from '../../paper/recovery-slip.ts';
import { testSlip } from '../../paper/test-slip.ts';
import { ticketSetting } from '../../paper/ticket-setting.ts';
import type { DevicePaths } from '../kind/device-path.ts';
import { isDownState, type PrinterState, type SimSlip, StorePrinter } from './store-printer.ts';

export interface StorePrintersOptions {
  /** The settings in force. */
  site(): SiteIndex;
  db: StoreDatabase;
  scheduler: Scheduler;
  /** Which paths may be opened. */
  paths: DevicePaths;
  /** The wall clock, UTC ms. */
  now(): number;
  /** What tickets are printed in, one or two. Default: the store's first language. */
  languages?: readonly Language[];
  /** A printer's state changed, or a simulated one put out a slip. */
  onChange(): void;
  /** A printer is down, or still down. */
  onDown?(): void;
  /** A printer's state became another one. */
  onState?(id: string, state: PrinterState): void;
}

const devicePrefix = 'printer/';
const defaultPaperMm = 80;

/** The store's printers, as the site file names them. Ids may come with or without the `printer/` of jobs. */
export class StorePrinters {
  readonly #options: StorePrintersOptions;
  #printers = new Map<string, StorePrinter>();
  #reloaded: Promise<void> = Promise.resolve();

  constructor(options: StorePrintersOptions) {
    this.#options = options;
    for (const settings of options.site().site.printers) this.#printers.set(settings.id, this.#open(settings));
  }

  /** What does the jobs of a printer; null for one that the site does not have. */
  device(id: string): JobDevice | null {
    const printer = this.#find(id);
    return printer && { run: (job) => this.#run(printer, job) };
  }

  /** In the order of the site file. */
  states(): { id: string; state: PrinterState; reason: string | null; paperLow: boolean }[] {
    return [...this.#printers].map(([id, { state, reason, paperLow }]) => ({ id, state, reason, paperLow }));
  }

  /**
   * Where the slips of a printer go at this moment by the rule of the site file: to its stand-in once it has been
   * down long enough, as long as that one is not down too. Null: they wait.
   */
  standInFor(id: string): string | null {
    const printer = this.#find(id);
    const fallback = printer?.settings.fallback;
    if (!printer || !fallback || printer.downSince === null) return null;
    if (this.#options.now() - printer.downSince < fallback.afterMinutes * minuteMs) return null;
    const standIn = this.#printers.get(fallback.printer);
    return standIn && !isDownState(standIn.state) ? `${devicePrefix}${fallback.printer}` : null;
  }

  /** Whether the site has such a printer. */
  has(id: string): boolean {
    return this.#find(id) !== null;
  }

  /** Opens the drawer that hangs on a printer. Throws StoreError DEVICE_UNKNOWN, or as a print. */
  async openDrawer(id: string): Promise<void> {
    const printer = this.#find(id);
    if (!printer) throw deviceError('DEVICE_UNKNOWN', { device: id });
    await printer.openDrawer();
  }

  /** The simulator behind a printer with transport `sim`; null for any other. */
  sim(id: string): SimPrinter | null {
    return this.#find(id)?.sim ?? null;
  }

  /** What a simulated printer put out, newest first, the last 30. */
  slips(id: string): SimSlip[] {
    return this.#find(id)?.slips() ?? [];
  }

  /** A settled bill as on paper. */
  billSvg(bill: Bill): string {
    const { site, db } = this.#options;
    const printer = site().site.printers.find(({ prints }) => prints.includes('bill'));
    const facts = this.#facts(printer);
    const sources = { facts, setting: ticketSetting(facts, 1) };
    const ticket = billTicket(billData(bill, wristbandsOf(db.read, bill.id), sources));
    return renderSvg(ticket, printer ?? { paperMm: defaultPaperMm });
  }

  /** Prints a short slip that says where it came from. Throws StoreError DEVICE_UNKNOWN, or as a print. */
  async test(id: string): Promise<void> {
    const printer = this.#find(id);
    if (!printer) throw deviceError('DEVICE_UNKNOWN', { device: id });
    await printer.print(testSlip(printer.settings.id, ticketSetting(this.#facts(printer.settings), 1)));
  }

  /** The same on a printer by settings that are not in force, or not yet. Throws as a print. */
  async tryOut(settings: SitePrinter): Promise<void> {
    const slip = testSlip(settings.id, ticketSetting(this.#facts(settings), 1));
    // A printer serves one connection: where the store has it, its own is used.
    const owner = [...this.#printers.values()].find((one) => isSame(one.settings.transport, settings.transport));
    if (owner) return owner.print(slip, { as: settings });
    const { scheduler, now, paths } = this.#options;
    const printer = new StorePrinter({ settings, scheduler, now, paths, onChange: () => undefined });
    try {
      await printer.print(slip);
    } finally {
      await printer.close();
    }
  }

  /** Prints a recovery sheet; it stands in no job, since those are kept. Throws StoreError DEVICE_UNKNOWN, or as a print. */
  async recoverySheet(id: string, sheet: { sheetId: string; code: string }): Promise<void> {
    const printer = this.#find(id);
    if (!printer) throw deviceError('DEVICE_UNKNOWN', { device: id });
    await printer.print(recoverySlip(sheet, ticketSetting(this.#facts(printer.settings), 1)));
  }

  /** After a new site file: opens what is new, closes what is gone, leaves alone what stays as it was. */
  reload(): Promise<void> {
    this.#reloaded = this.#reloaded.catch(() => undefined).then(() => this.#reload());
    return this.#reloaded;
  }

  /** Closes all lines, after what is being printed. */
  async close(): Promise<void> {
    await this.#reloaded.catch(() => undefined);
    await Promise.all([...this.#printers.values()].map((printer) => printer.close()));
  }

  async #reload(): Promise<void> {
    const wanted = this.#options.site().site.printers;
    const kept = new Map(
      [...this.#printers].filter(([, printer]) => wanted.some((settings) => isSame(settings, printer.settings))),
    );
    const gone = [...this.#printers].filter(([id]) => !kept.has(id));
    // A network printer serves one connection: the old line closes before the new one opens.
    await Promise.all(gone.map(([, printer]) => printer.close()));
    this.#printers = new Map(wanted.map((settings) => [settings.id, kept.get(settings.id) ?? this.#open(settings)]));
    this.#options.onChange();
  }

  #open(settings: StorePrinter['settings']): StorePrinter {
    const { scheduler, now, paths, onChange, onDown, onState } = this.#options;
    return new StorePrinter({
      ...{ settings, scheduler, now, paths, onChange },
      onDown: () => onDown?.(),
      onState: (state) => onState?.(settings.id, state),
    });
  }

  #find(id: string): StorePrinter | null {
    return this.#printers.get(id.startsWith(devicePrefix) ? id.slice(devicePrefix.length) : id) ?? null;
  }

  async #run(printer: StorePrinter, job: Job): Promise<void> {
    const ticket = this.#ticketOf(job, printer.settings);
    await printer.print(ticket.markup, ticket);
  }

  /** Nothing has been sent yet: whatever goes wrong here is the ticket's fault, not a print that may have happened. */
  #ticketOf(job: Job, settings: SitePrinter): { markup: string; kickDrawer: boolean } {
    let cause: unknown;
    try {
      const ticket = jobTicket(job, this.#facts(settings));
      if (ticket) return ticket;
    } catch (error) {
      cause = error;
    }
    throw new HardwareError('PRINTER_BAD_TICKET', { jobId: job.id, kind: job.payload.kind }, { cause });
  }

  /** In the store's first language; in English where the printer cannot print Chinese. */
  #facts(settings: Pick<SitePrinter, 'encoding'> | undefined): TicketFacts {
    const { site, db, now, languages } = this.#options;
    const isWestern = settings !== undefined && !printsChinese(settings.encoding);
    const inThese: readonly Language[] = isWestern ? ['en'] : (languages ?? site().site.store.languages.slice(0, 1));
    return {
      state: db.state,
      segmentsOf: (visitId) => segmentsOf(db.read, visitId),
      rowOfBill: (visitId, billId) => rowOfBill(db.read, visitId, billId),
      languages: inThese,
      at: now(),
    };
  }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
