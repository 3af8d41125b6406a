import { HardwareError } from '../error.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';
import { type PcscCard, PcscService } from '../transport/pcsc.ts';
import type { CardReader, ReaderCounters, ReaderListeners, ReaderState } from './card-reader.ts';
import { type LinkEvents, LinkedReader, type ReaderLink } from './linked-reader.ts';
import { timing } from './timing.ts';
import { decodeUid } from './uid.ts';

/** PC/SC part 3, supplement for contactless cards: GET DATA answered by the reader itself with the card's UID. */
const getUid = Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);

export interface PcscReaderOptions {
  scheduler: Scheduler;
  /** A part of the reader's name, in any case; without it every reader of the computer counts. */
  reader?: string | undefined;
  service?: PcscService;
}

/** A smart-card reader: tells of UIDs like every reader, and opens a channel to the card that lies on it. */
export class PcscReader implements CardReader {
  readonly #link: PcscLink;
  readonly #driver: LinkedReader;

  constructor(options: PcscReaderOptions) {
    this.#link = new PcscLink(options);
    this.#driver = new LinkedReader(this.#link, options.scheduler);
  }

  get name(): string {
    return this.#driver.name;
  }

  get state(): ReaderState {
    return this.#driver.state;
  }

  get counters(): ReaderCounters {
    return this.#driver.counters;
  }

  open(): Promise<void> {
    return this.#driver.open();
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  setListeners(listeners: ReaderListeners): void {
    this.#driver.setListeners(listeners);
  }

  /**
   * A channel to the card that lies on the reader, for this program alone until it is closed. Throws CARD_REMOVED
   * (no card there), CARD_BUSY (another program, or another channel of this one, has it), TRANSPORT_NOT_OPEN.
   */
  openChannel(): Promise<PcscCard> {
    return this.#link.openChannel();
  }
}

/** Asks the service again and again what lies on the readers, off the main loop. */
class PcscLink implements ReaderLink {
  readonly name: string;
  readonly #scheduler: Scheduler;
  readonly #wanted: string;
  readonly #service: PcscService;
  /** The card events seen of each reader; a card that has been read is not read again. */
  readonly #seen = new Map<string, number>();
  /** The same of cards that do not answer: told once, asked again. */
  readonly #failing = new Map<string, number>();
  #events: LinkEvents | undefined;
  #timer: TimerHandle | undefined;
  #round: Promise<void> = Promise.resolve();

  constructor({ scheduler, reader = '', service = new PcscService() }: PcscReaderOptions) {
    this.name = reader === '' ? 'pcsc' : `pcsc:${reader}`;
    this.#scheduler = scheduler;
    this.#wanted = reader.toLowerCase();
    this.#service = service;
  }

  async open(events: LinkEvents): Promise<void> {
    await this.#service.open();
    try {
      if ((await this.#readers()).length === 0) throw new HardwareError('READER_NOT_FOUND', { name: this.name });
    } catch (error) {
      await this.#service.close();
      throw error;
    }
    this.#events = events;
    this.#seen.clear();
    this.#failing.clear();
    this.#askLater(0);
  }

  async close(): Promise<void> {
    this.#events = undefined;
    this.#scheduler.clearTimeout(this.#timer);
    await this.#round;
    await this.#service.close();
  }

  async openChannel(): Promise<PcscCard> {
    const withCard = (await this.#readers()).find(({ hasCard }) => hasCard);
    if (!withCard) throw new HardwareError('CARD_REMOVED', { name: this.name });
    return await this.#service.connect(withCard.name, { exclusive: true });
  }

  async #readers() {
    return (await this.#service.readers()).filter(({ name }) => name.toLowerCase().includes(this.#wanted));
  }

  #askLater(waitMs: number): void {
    this.#timer = this.#scheduler.setTimeout(() => {
      this.#round = this.#ask();
    }, waitMs);
  }

  async #ask(): Promise<void> {
    try {
      const readers = await this.#readers();
      if (readers.length === 0) throw new HardwareError('READER_NOT_FOUND', { name: this.name });
      for (const { name, hasCard, eventCount } of readers) {
        if (!this.#events) return;
        if (!hasCard) {
          if (this.#seen.get(name) !== undefined) this.#events.onRemoved();
          this.#seen.delete(name);
        } else if (this.#seen.get(name) !== eventCount) {
          await this.#read(name, eventCount);
        }
      }
    } catch (error) {
      await this.#lose(error);
      return;
    }
    if (this.#events) this.#askLater(timing.pcscPollMs);
  }

  async #read(name: string, eventCount: number): Promise<void> {
    // Another card may lie there without the reader having been seen empty in between.
    if (this.#seen.has(name)) this.#events?.onRemoved();
    const uid = await this.#uidAt(name);
    if (uid === 'busy') return;
    const isKnownToFail = this.#failing.get(name) === eventCount;
    this.#failing.delete(name);
    if (uid === 'failed') this.#failing.set(name, eventCount);
    else this.#seen.set(name, eventCount);
    if (uid !== null && uid !== 'failed') this.#events?.onCard(uid);
    else if (!isKnownToFail) this.#events?.onUnreadable();
  }

  /** `busy` and `failed` are worth asking again (the card may lie badly); null: a card that tells no UID. */
  async #uidAt(name: string): Promise<string | 'busy' | 'failed' | null> {
    try {
      const card = await this.#service.connect(name, { exclusive: false });
      try {
        const answer = await card.transmit(getUid);
        const isDone = answer.at(-2) === 0x90 && answer.at(-1) === 0x00;
        return isDone ? decodeUid(answer.subarray(0, -2), { encoding: 'bytes' }) : null;
      } finally {
        await card.close();
      }
    } catch (error) {
      const code = error instanceof HardwareError ? error.code : undefined;
      if (code === 'CARD_BUSY' || code === 'CARD_REMOVED') return 'busy';
      if (code === 'CARD_FAILED') return 'failed';
      throw error;
    }
  }

  async #lose(error: unknown): Promise<void> {
    const events = this.#events;
    this.#events = undefined;
    await this.#service.close().catch(() => {});
    events?.onLost(error);
  }
}
