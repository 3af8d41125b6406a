import { HardwareError } from '../error.ts';
import type { LinkEvents, ReaderLink } from '../reader/linked-reader.ts';
import { decodeUid } from '../reader/uid.ts';

/** A reader that exists only here: people practise with it, tests plug and unplug it. */
export class SimReader implements ReaderLink {
  readonly name: string;
  #events: LinkEvents | undefined;
  #isPlugged = true;

  constructor(name: string) {
    this.name = `sim:${name}`;
  }

  async open(events: LinkEvents): Promise<void> {
    if (!this.#isPlugged) throw new HardwareError('READER_NOT_FOUND', { name: this.name });
    this.#events = events;
  }

  async close(): Promise<void> {
    this.#events = undefined;
  }

  /** Puts a card on (`uid` in upper-case hex); false when the reader is not open. */
  hold(uid: string): boolean {
    const read = decodeUid(Buffer.from(uid), { encoding: 'hex' });
    if (read === null) this.#events?.onUnreadable();
    else this.#events?.onCard(read);
    return this.#events !== undefined;
  }

  /** Takes the card away. */
  release(): void {
    this.#events?.onRemoved();
  }

  plug(): void {
    this.#isPlugged = true;
  }

  unplug(): void {
    this.#isPlugged = false;
    const events = this.#events;
    this.#events = undefined;
    events?.onLost(new HardwareError('TRANSPORT_CLOSED', { name: this.name }));
  }
}
