import { HardwareError, type HardwareErrorCode } from '../error.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';
import type { CardReader, ReaderCounters, ReaderListeners, ReaderState } from './card-reader.ts';
import { ReaderSession } from './session.ts';

/** What a device tells its driver while it is open. */
export interface LinkEvents {
  onCard(uid: string): void;
  onRemoved(): void;
  onUnreadable(): void;
  /** The device went away; the link is closed now. */
  onLost(cause?: unknown): void;
}

/** One way to a device: opened, it tells of cards until it is closed or lost. */
export interface ReaderLink {
  readonly name: string;
  /** Throws HardwareError when the device is not there. */
  open(events: LinkEvents): Promise<void>;
  /** Closing what is not open does nothing. */
  close(): Promise<void>;
}

/** The driver of every reader: keeps its link open, tries again with growing waits, tells of each card once. */
export class LinkedReader implements CardReader {
  readonly #link: ReaderLink;
  readonly #scheduler: Scheduler;
  readonly #session = new ReaderSession();
  readonly #counters = { cards: 0, unreadable: 0 };
  #listeners: ReaderListeners | undefined;
  #retry: TimerHandle | undefined;
  /** Which try is underway: what older ones still say is not heard. */
  #generation = 0;
  #attempt: Promise<void> = Promise.resolve();

  constructor(link: ReaderLink, scheduler: Scheduler) {
    this.#link = link;
    this.#scheduler = scheduler;
  }

  get name(): string {
    return this.#link.name;
  }

  get state(): ReaderState {
    return this.#session.state;
  }

  get counters(): ReaderCounters {
    return { ...this.#counters };
  }

  setListeners(listeners: ReaderListeners): void {
    this.#listeners = listeners;
  }

  open(): Promise<void> {
    if (this.#session.state.link !== 'closed') return this.#attempt;
    this.#session.starting();
    this.#tell();
    return this.#try();
  }

  async close(): Promise<void> {
    this.#generation += 1;
    this.#scheduler.clearTimeout(this.#retry);
    if (this.#session.state.link !== 'closed') {
      this.#session.closed();
      this.#tell();
    }
    await this.#attempt;
    await this.#link.close();
  }

  #try(): Promise<void> {
    this.#generation += 1;
    this.#attempt = this.#openLink(this.#generation, this.#attempt);
    return this.#attempt;
  }

  async #openLink(generation: number, before: Promise<void>): Promise<void> {
    await before;
    const isCurrent = () => generation === this.#generation;
    if (!isCurrent()) return;
    let lost: { cause: unknown } | undefined;
    let isOpen = false;
    const events: LinkEvents = {
      onCard: (uid) => {
        if (isCurrent()) this.#seen(uid);
      },
      onRemoved: () => {
        if (isCurrent()) this.#session.removed();
      },
      onUnreadable: () => {
        if (isCurrent()) this.#counters.unreadable += 1;
      },
      onLost: (cause) => {
        if (lost || !isCurrent()) return;
        lost = { cause };
        if (isOpen) this.#failed(cause, 'TRANSPORT_CLOSED');
      },
    };
    try {
      await this.#link.open(events);
    } catch (error) {
      if (isCurrent()) this.#failed(error, 'TRANSPORT_OPEN_FAILED');
      return;
    }
    if (!isCurrent()) {
      await this.#link.close();
    } else if (lost) {
      this.#failed(lost.cause, 'TRANSPORT_CLOSED');
    } else {
      isOpen = true;
      this.#session.opened();
      this.#tell();
    }
  }

  #seen(uid: string): void {
    if (!this.#session.seen(uid, this.#scheduler.now())) return;
    this.#counters.cards += 1;
    this.#listeners?.onCard(uid);
  }

  #failed(cause: unknown, otherwise: HardwareErrorCode): void {
    const waitMs = this.#session.failed(cause instanceof HardwareError ? cause.code : otherwise);
    this.#retry = this.#scheduler.setTimeout(() => void this.#try(), waitMs);
    this.#tell();
  }

  #tell(): void {
    this.#listeners?.onState(this.#session.state);
  }
}
