import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import type { FindingView, TouchView } from '../../parts/finding/views.ts';
import { toldOf } from './line-errors.ts';

/** Whoever does not look for so long has gone: nothing is searched for nobody. */
const lookedAtWithinMs = 15_000;
/** Older ones are forgotten. */
const mostTouches = 50;

const nothing: FindingView = {
  ...{ state: 'running', code: null, context: {}, asked: 0, total: 0, printers: [], terminals: [] },
  ...{ bitsPerSecond: null, touches: [], cards: 0, reader: null },
};

/** One search, or something listened to: what is known of it, until it is over. */
export class Finding {
  readonly id: string;
  readonly #scheduler: Scheduler;
  readonly #onEnd: (view: FindingView) => void;
  #view: FindingView = nothing;
  #timer: TimerHandle | undefined;
  #release: () => Promise<void> = async () => undefined;
  #touchCount = 0;

  /** @param onEnd called once, when it is over */
  constructor(id: string, scheduler: Scheduler, onEnd: (view: FindingView) => void) {
    this.id = id;
    this.#scheduler = scheduler;
    this.#onEnd = onEnd;
    this.#watch();
  }

  get isRunning(): boolean {
    return this.#view.state === 'running';
  }

  /** As it stands; whoever asks keeps it going. */
  look(): FindingView {
    if (this.isRunning) this.#watch();
    return this.#view;
  }

  /** What it holds on to, and lets go of when it is over; at once where it is over already. */
  async holds(release: () => Promise<void>): Promise<void> {
    this.#release = release;
    if (!this.isRunning) await release();
  }

  tell(more: (view: FindingView) => Partial<FindingView>): void {
    if (this.isRunning) this.#view = { ...this.#view, ...more(this.#view) };
  }

  touched(touch: Omit<TouchView, 'no'>): void {
    this.#touchCount += 1;
    const one = { no: this.#touchCount, ...touch };
    this.tell(({ touches }) => ({ touches: [...touches, one].slice(-mostTouches) }));
  }

  /** Over: all was asked, it was stopped, or it failed. */
  async end(state: Exclude<FindingView['state'], 'running'>): Promise<void> {
    if (!this.isRunning) return;
    this.tell(() => ({ state }));
    this.#scheduler.clearTimeout(this.#timer);
    this.#onEnd(this.#view);
    await this.#release();
  }

  async fail(error: unknown, device: string): Promise<void> {
    this.tell(() => toldOf(error, device));
    await this.end('failed');
  }

  #watch(): void {
    this.#scheduler.clearTimeout(this.#timer);
    this.#timer = this.#scheduler.setTimeout(() => void this.end('stopped'), lookedAtWithinMs);
  }
}

/** What is told of a search nobody knows any more. */
export const overAlready: FindingView = { ...nothing, state: 'stopped' };
