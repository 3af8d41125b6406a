import { describeMessage } from '../../../hardware/osdp/describe.ts';
import type { FrameLogEntry } from '../../../hardware/osdp/frame-log.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import type { BusFrame, BusFrames } from '../../parts/bus/views.ts';

/** Frames kept for who begins to watch later. */
const mostKept = 500;
/** Frames in one batch; a busy line has some fifty in this time. */
const mostInBatch = 200;
const batchEveryMs = 250;
/** Longer frames are cut: nobody reads them. */
const mostHexBytes = 96;

interface Watched {
  setListener(listener: ((entry: FrameLogEntry) => void) | undefined): void;
}

/**
 * The frames of one line for those who watch it. While nobody does, the line is not listened to and nothing is kept;
 * while somebody does, memory is bounded however much passes.
 */
export class FrameWatch {
  readonly #scheduler: Scheduler;
  readonly #now: () => number;
  readonly #listeners = new Set<(batch: BusFrames) => void>();
  #bus: Watched | undefined;
  #kept: BusFrame[] = [];
  #batch: BusFrame[] = [];
  #skipped = 0;
  #count = 0;
  #timer: TimerHandle | undefined;

  /** `now`: the wall clock, UTC ms. */
  constructor(scheduler: Scheduler, now: () => number) {
    this.#scheduler = scheduler;
    this.#now = now;
  }

  /** The line that is watched; a new one after a new site file, undefined when there is none. */
  attach(bus: Watched | undefined): void {
    this.#bus = bus;
    this.#listen();
  }

  /** Begins with what is kept. */
  watch(listener: (batch: BusFrames) => void): () => void {
    // What waits for the next batch is among what is kept: the others get it now, and nobody gets it twice.
    this.#tell();
    this.#listeners.add(listener);
    if (this.#kept.length > 0) listener({ frames: [...this.#kept], skipped: 0 });
    this.#listen();
    return () => {
      this.#listeners.delete(listener);
      this.#listen();
    };
  }

  #listen(): void {
    const isWatched = this.#listeners.size > 0;
    this.#bus?.setListener(isWatched ? (entry) => this.#take(entry) : undefined);
    if (isWatched) return;
    this.#scheduler.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#kept = [];
    this.#batch = [];
    this.#skipped = 0;
  }

  #take(entry: FrameLogEntry): void {
    this.#count += 1;
    const frame = this.#view(entry);
    this.#kept.push(frame);
    // Cut now and then, not with every frame.
    if (this.#kept.length > mostKept * 2) this.#kept = this.#kept.slice(-mostKept);
    if (this.#batch.length < mostInBatch) this.#batch.push(frame);
    else this.#skipped += 1;
    this.#timer ??= this.#scheduler.setTimeout(() => this.#tell(), batchEveryMs);
  }

  #tell(): void {
    this.#scheduler.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#batch.length === 0) return;
    const batch = { frames: this.#batch, skipped: this.#skipped };
    this.#batch = [];
    this.#skipped = 0;
    for (const listener of this.#listeners) listener(batch);
  }

  #view(entry: FrameLogEntry): BusFrame {
    const { direction, address, bytes, verdict, reason, message, atMs } = entry;
    return {
      no: this.#count,
      at: Math.round(this.#now() - (this.#scheduler.now() - atMs)),
      direction,
      address: address ?? null,
      text: message ? withoutCard(describeMessage(message)) : null,
      hex: Buffer.from(bytes.subarray(0, mostHexBytes)).toString('hex').toUpperCase(),
      verdict,
      reason: reason ?? null,
    };
  }
}

/** A card that was held, without its number: whoever looks after a line is not told whose cards open what. */
function withoutCard(text: string): string {
  return text.replace(/^(RAW \d+ bits ).*/, '$1••••');
}
