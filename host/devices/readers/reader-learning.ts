import { StoreError } from '../../../core/kernel/error.ts';
import { deviceError } from '../../../core/model/devices/errors.ts';
import { siteError } from '../../../core/model/site/errors.ts';
import type { SiteReader } from '../../../core/model/site/schema.ts';
import { staffError } from '../../../core/model/staff/errors.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { HidReportFormat } from '../../../hardware/reader/hid-report.ts';
import { uidOfReport } from '../../../hardware/reader/hid-report.ts';
import { learnFromCards, learnFromKnownCard } from '../../../hardware/reader/learn.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import type { HidLibrary } from '../../../hardware/transport/hid.ts';
import { attachedHids, HidTransport } from '../../../hardware/transport/hid.ts';
import type { Connection } from '../../contract/connection.ts';
import type { AttachedReader, LearningView } from '../../parts/readers/views.ts';

export type HidReader = Extract<SiteReader, { type: 'hid' }>;

interface ReaderLearningOptions {
  scheduler: Scheduler;
  /** Null where real devices are out of reach. */
  hid: (() => Promise<HidLibrary>) | null | undefined;
  /** The cards of the store by their UIDs. */
  cards(): ReadonlyMap<string, unknown>;
  /** Who is signed in on the connection now, null for nobody. */
  staffOn(connection: Connection): string | null;
  /** Writes the reader into the site; gives its id. */
  keep(connection: Connection, reader: Omit<HidReader, 'id'>): Promise<string>;
  /** How far it is. */
  onChange?(view: LearningView): void;
}

interface Learning {
  id: string;
  connection: Connection;
  staffNo: string | null;
  device: AttachedReader;
  transport: HidTransport;
  reports: Uint8Array[];
  lastReportMs: number;
  view: LearningView;
  timer: TimerHandle | undefined;
  /** All is known and the site is being written: it can no longer be cancelled. */
  isKeeping: boolean;
}

/** Without a card for so long, a learning ends. */
const timeoutMs = 30_000;
/** Reports that follow each other within this are of one hold: many readers repeat the card that lies there. */
const sameHoldMs = 700;
/** What readers send when a card is taken away is nearly all zeros. */
const fewestBytesOfCard = 3;
const maxReportBytes = 1_024;

/** Learns one USB reader at a time: a card, the same card again, another card. */
export class ReaderLearning {
  readonly #options: ReaderLearningOptions;
  #current: Learning | undefined;
  #count = 0;

  constructor(options: ReaderLearningOptions) {
    this.#options = options;
  }

  /** Throws HID_NO_LIBRARY, TRANSPORT_OPEN_FAILED, PRACTICE_NOT_HERE. */
  async attached(): Promise<AttachedReader[]> {
    const found = await attachedHids(this.#library()).catch(rethrow);
    const choices = new Map<string, AttachedReader>();
    for (const device of found) {
      const { vendorId, productId, usagePage, serialNumber } = device;
      const isTwin = (other: typeof device) =>
        other.vendorId === vendorId &&
        other.productId === productId &&
        other.usagePage === usagePage &&
        other.serialNumber !== serialNumber;
      const choice = {
        vendorId: hex(vendorId),
        productId: hex(productId),
        ...(usagePage === undefined ? {} : { usagePage: hex(usagePage) }),
        ...(serialNumber !== undefined && found.some(isTwin) ? { serialNumber } : {}),
        name: `${device.manufacturer} ${device.product}`.trim().slice(0, 256),
      };
      choices.set(JSON.stringify(choice), choice);
    }
    return [...choices.values()];
  }

  /** Throws READER_NOT_FOUND, TRANSPORT_OPEN_FAILED, PRACTICE_NOT_HERE. */
  async start(connection: Connection, device: AttachedReader): Promise<string> {
    const load = this.#library();
    await this.close();
    const { vendorId, productId, usagePage, serialNumber } = device;
    const transport = new HidTransport(
      {
        vendorId: Number.parseInt(vendorId, 16),
        productId: Number.parseInt(productId, 16),
        usagePage: usagePage === undefined ? undefined : Number.parseInt(usagePage, 16),
        serialNumber,
      },
      load ? { load } : {},
    );
    this.#count += 1;
    const learning: Learning = {
      id: String(this.#count),
      connection,
      staffNo: this.#options.staffOn(connection),
      device,
      transport,
      reports: [],
      lastReportMs: Number.NEGATIVE_INFINITY,
      view: { state: 'waiting', cards: 0 },
      timer: undefined,
      isKeeping: false,
    };
    this.#current = learning;
    transport.setListeners({
      onData: (report) => void this.#take(learning, report),
      onClose: () => void this.#fail(learning, deviceError('READER_NOT_FOUND')),
    });
    try {
      await transport.open();
    } catch (error) {
      await this.#fail(learning, error);
      return rethrow(error);
    }
    this.#waitOn(learning);
    return learning.id;
  }

  view(learningId: string): LearningView {
    const current = this.#current;
    return current?.id === learningId ? current.view : { state: 'failed', code: 'READER_LEARN_ENDED', context: {} };
  }

  async cancel(learningId: string): Promise<void> {
    if (this.#current?.id === learningId) await this.close();
  }

  /** Ends the learning under way; nothing of it is kept. */
  async close(): Promise<void> {
    if (this.#current) await this.#fail(this.#current, deviceError('READER_LEARN_ENDED'));
  }

  async #take(learning: Learning, report: Uint8Array): Promise<void> {
    const { view, reports } = learning;
    if (view.state !== 'waiting' || report.length > maxReportBytes) return;
    if (report.filter((byte) => byte !== 0).length < fewestBytesOfCard) return;
    const nowMs = this.#options.scheduler.now();
    const isSameHold = nowMs - learning.lastReportMs < sameHoldMs;
    learning.lastReportMs = nowMs;
    if (isSameHold) return;
    // The first card a third time is not yet the other one.
    if (view.cards === 2 && reports.some((known) => Buffer.compare(known, report) === 0)) return;
    reports.push(report);
    this.#waitOn(learning);
    if (view.cards < 2) this.#tell(learning, { state: 'waiting', cards: view.cards === 0 ? 1 : 2 });
    else await this.#finish(learning);
  }

  async #finish(learning: Learning): Promise<void> {
    const { connection, staffNo, device, transport, reports } = learning;
    const [first, again, other] = reports;
    try {
      if (!first || !again || !other) return;
      const learnt = learnFromCards(first, again, other);
      // Whoever began this has gone: nobody may answer for a new site.
      if (this.#options.staffOn(connection) !== staffNo) throw staffError('NOT_SIGNED_IN');
      learning.isKeeping = true;
      this.#options.scheduler.clearTimeout(learning.timer);
      await transport.close();
      const { name: _name, ...ids } = device;
      const format = this.#refined(learnt, [first, other]);
      const readerId = await this.#options.keep(connection, { type: 'hid', ...ids, ...format });
      this.#tell(learning, { state: 'done', readerId });
    } catch (error) {
      learning.isKeeping = false;
      await this.#fail(learning, error);
    }
  }

  /**
   * What the cards of the store tell better than three reports can: how long a UID is, where only some of its bytes
   * differ, and the order of the bytes.
   */
  #refined(format: HidReportFormat, [first, other]: [Uint8Array, Uint8Array]): HidReportFormat {
    const cards = this.#options.cards();
    const isKnown = (one: HidReportFormat) =>
      [first, other].some((report) => cards.has(uidOfReport(report, one) ?? ''));
    const turned = { ...format, reversed: true };
    if (isKnown(format)) return format;
    if (isKnown(turned)) return turned;
    for (const report of [first, other]) {
      const held = [...cards.keys()].find((uid) => holds(report, uid));
      if (held !== undefined) return learnFromKnownCard(report, held);
    }
    return format;
  }

  async #fail(learning: Learning, error: unknown): Promise<void> {
    if (learning.view.state !== 'waiting' || learning.isKeeping) return;
    const isTold = error instanceof StoreError || error instanceof HardwareError;
    this.#tell(learning, {
      state: 'failed',
      code: isTold ? error.code : 'INTERNAL',
      context: isTold ? error.context : {},
    });
    this.#options.scheduler.clearTimeout(learning.timer);
    await learning.transport.close();
  }

  #tell(learning: Learning, view: LearningView): void {
    learning.view = view;
    this.#options.onChange?.(view);
  }

  #waitOn(learning: Learning): void {
    const { scheduler } = this.#options;
    scheduler.clearTimeout(learning.timer);
    if (learning.view.state !== 'waiting') return;
    const onTimeout = () => void this.#fail(learning, deviceError('READER_LEARN_TIMEOUT'));
    learning.timer = scheduler.setTimeout(onTimeout, timeoutMs);
  }

  /** Undefined for the system's own. */
  #library(): (() => Promise<HidLibrary>) | undefined {
    if (this.#options.hid === null) throw siteError('PRACTICE_NOT_HERE');
    return this.#options.hid;
  }
}

/** What screens understand. */
function rethrow(error: unknown): never {
  if (error instanceof HardwareError) throw deviceError(error.code, error.context);
  throw error;
}

/** Whether the UID's bytes stand in the report, in either order. */
function holds(report: Uint8Array, uid: string): boolean {
  const bytes = Buffer.from(uid, 'hex');
  const within = Buffer.from(report);
  return bytes.length > 0 && (within.includes(bytes) || within.includes(Buffer.from(bytes.toReversed())));
}

function hex(id: number): string {
  return id.toString(16).toUpperCase().padStart(4, '0');
}
