import { HardwareError, type HardwareErrorCode } from '../error.ts';
import { loadPcscLibrary, type PcscLibrary } from './pcsc-library.ts';

/** A reader as the service knows it. */
export interface PcscReaderStatus {
  name: string;
  hasCard: boolean;
  /** Counts every card that came or went. */
  eventCount: number;
}

const flag = { unavailable: 0x0008, present: 0x0020, mute: 0x0200 } as const;
const share = { exclusive: 1, shared: 2 } as const;
const disposition = { leave: 0, reset: 1 } as const;
const noReaders = 0x8010002e;
const timedOut = 0x8010000a;
/** Services look at their readers every 400 ms or so: so long a card can be gone without their knowing. */
const removalTakesMs = 1_000;

const codeOfStatus: ReadonlyMap<number, HardwareErrorCode> = new Map([
  [0x8010001d, 'PCSC_NO_SERVICE'], // no service
  [0x8010001e, 'PCSC_NO_SERVICE'], // service stopped
  [0x80100003, 'PCSC_NO_SERVICE'], // the context is not known (any more)
  [0x80100009, 'READER_NOT_FOUND'], // unknown reader
  [0x80100017, 'READER_NOT_FOUND'], // reader unavailable
  [0x8010000c, 'CARD_REMOVED'], // no card
  [0x80100069, 'CARD_REMOVED'], // removed
  [0x8010000b, 'CARD_BUSY'], // sharing violation
  [0x80100066, 'CARD_FAILED'], // unresponsive
  [0x80100067, 'CARD_FAILED'], // unpowered
  [0x80100068, 'CARD_FAILED'], // reset by somebody else
  [0x80100016, 'CARD_FAILED'], // not transacted
  [0x8010002f, 'CARD_FAILED'], // communication lost
]);

/**
 * The smart-card service of the system: its readers, and channels to their cards. Opened and closed like a
 * transport; what it throws are HardwareErrors (PCSC_NO_LIBRARY, PCSC_NO_SERVICE, READER_NOT_FOUND, CARD_REMOVED,
 * CARD_BUSY while another program holds the card, CARD_FAILED, PCSC_FAILED).
 */
export class PcscService {
  readonly #load: () => PcscLibrary;
  #open: { library: PcscLibrary; context: number } | undefined;

  constructor(options: { load?: () => PcscLibrary } = {}) {
    this.#load = options.load ?? loadPcscLibrary;
  }

  async open(): Promise<void> {
    if (this.#open) throw new HardwareError('TRANSPORT_OPEN_FAILED', { name: 'pcsc', reason: 'open' });
    const library = this.#load();
    const [status, context] = await library.establish();
    check(status, 'establish');
    this.#open = { library, context };
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.library.release(open.context);
  }

  /** All readers and what lies on them. */
  async readers(): Promise<PcscReaderStatus[]> {
    const { library, context } = this.#opened;
    const [status, names] = await library.listReaders(context);
    if (status === noReaders) return [];
    check(status, 'list');
    const readers: PcscReaderStatus[] = [];
    for (const name of names) {
      const [stateStatus, state] = await library.readerState(context, name);
      if (codeOfStatus.get(stateStatus) === 'READER_NOT_FOUND') continue; // unplugged between the two questions
      check(stateStatus, 'state');
      if ((state & flag.unavailable) !== 0) continue;
      const hasCard = (state & flag.present) !== 0 && (state & flag.mute) === 0;
      readers.push({ name, hasCard, eventCount: state >>> 16 });
    }
    return readers;
  }

  /** Connects to the card on a reader; while it is `exclusive`, no other program reaches the card. */
  async connect(reader: string, options: { exclusive: boolean }): Promise<PcscCard> {
    const { library, context } = this.#opened;
    const [status, card, protocol] = await library.connect(
      context,
      reader,
      options.exclusive ? share.exclusive : share.shared,
    );
    check(status, 'connect');
    const [, state] = await library.readerState(context, reader);
    return new PcscCard({
      library,
      card,
      protocol,
      wasRemoved: async () => {
        const [changeStatus, now] = await library.readerState(context, reader, state, removalTakesMs);
        return changeStatus !== 0 ? changeStatus !== timedOut : now >>> 16 !== state >>> 16;
      },
    });
  }

  get #opened() {
    if (!this.#open) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: 'pcsc' });
    return this.#open;
  }
}

const shortestApdu = 4;
/** An extended APDU with 65 535 bytes each way. */
const longestApdu = 65_544;

/** A connection to one card, until it is closed or the card is taken away. */
export class PcscCard {
  readonly #library: PcscLibrary;
  readonly #card: number;
  readonly #protocol: number;
  readonly #wasRemoved: () => Promise<boolean>;
  #isOpen = true;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: { library: PcscLibrary; card: number; protocol: number; wasRemoved: () => Promise<boolean> }) {
    this.#library = parts.library;
    this.#card = parts.card;
    this.#protocol = parts.protocol;
    this.#wasRemoved = parts.wasRemoved;
  }

  /**
   * Sends a command APDU; answers with data and the two status bytes. One after the other, in the order of the calls.
   * Throws CARD_REMOVED, CARD_FAILED (the card is there and does not answer), CARD_BAD_APDU.
   */
  transmit(apdu: Uint8Array): Promise<Uint8Array> {
    const bytes = Uint8Array.from(apdu);
    const answer = this.#last.then(() => this.#transmit(bytes));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Lets go of the card. `reset` cuts its power, so that nothing of what was opened on it stays open. */
  async close(options: { reset: boolean } = { reset: false }): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#last;
    await this.#library.disconnect(this.#card, options.reset ? disposition.reset : disposition.leave);
  }

  async #transmit(apdu: Uint8Array): Promise<Uint8Array> {
    if (!this.#isOpen) throw new HardwareError('TRANSPORT_NOT_OPEN', { name: 'card' });
    if (apdu.length < shortestApdu || apdu.length > longestApdu) {
      throw new HardwareError('CARD_BAD_APDU', { bytes: apdu.length });
    }
    const [status, answer] = await this.#library.transmit(this.#card, this.#protocol, apdu);
    if (status === 0 && answer.length >= 2) return answer;
    // Services differ in what they call a card that was taken away in the middle: whether it is there tells.
    if (await this.#wasRemoved()) throw new HardwareError('CARD_REMOVED', { status: hex(status) });
    check(status, 'transmit');
    throw new HardwareError('CARD_FAILED', { bytes: answer.length });
  }
}

function check(status: number, step: string): void {
  if (status === 0) return;
  throw new HardwareError(codeOfStatus.get(status) ?? 'PCSC_FAILED', { step, status: hex(status) });
}

function hex(status: number): string {
  return `0x${status.toString(16).toUpperCase().padStart(8, '0')}`;
}
