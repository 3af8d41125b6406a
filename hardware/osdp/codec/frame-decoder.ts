import { type DiscardReason, decodeFrame, frameLength, MARK, type ReceivedFrame, START_OF_MESSAGE } from './frame.ts';

/** What the decoder makes of bytes: a frame, or a run of bytes that were none. */
export type Decoded =
  | { kind: 'frame'; frame: ReceivedFrame }
  | {
      kind: 'discarded';
      reason: DiscardReason;
      /** How many bytes were dropped. */
      length: number;
      /** The first of them, for the log. */
      bytes: Uint8Array;
    };

/** How many bytes of a dropped run are kept for the log. */
const MAX_DISCARD_SAMPLE_BYTES = 64;

/**
 * A stream of bytes to frames. Whatever is not a frame is reported once per run, with its reason, and the search
 * goes on at the next 53h. Never holds more than one unfinished frame (1440 bytes).
 */
export class FrameDecoder {
  #pending: Uint8Array = new Uint8Array(0);
  #run: { reason: DiscardReason; length: number; sample: number[] } | undefined;

  /** True while part of a frame has come. */
  get isInsideFrame(): boolean {
    return this.#pending.length > 0;
  }

  /** Takes the next bytes, in whatever pieces they come. */
  push(bytes: Uint8Array): Decoded[] {
    return this.#scan(this.#pending.length === 0 ? Uint8Array.from(bytes) : concat(this.#pending, bytes), false);
  }

  /** The line fell silent: what has begun will not be completed. Frames hidden behind a false start come out. */
  endOfTransmission(): Decoded[] {
    const pending = this.#pending;
    this.#pending = new Uint8Array(0);
    return this.#scan(pending, true);
  }

  #scan(bytes: Uint8Array, isEnd: boolean): Decoded[] {
    const decoded: Decoded[] = [];
    let at = 0;
    this.#pending = new Uint8Array(0);
    while (at < bytes.length) {
      const mark = bytes[at] === MARK && (bytes[at + 1] === START_OF_MESSAGE || (at + 1 === bytes.length && !isEnd));
      const start = mark ? at + 1 : at;
      if (!mark && bytes[at] !== START_OF_MESSAGE) {
        this.#drop('junk', bytes, at, at + 1);
        at += 1;
        continue;
      }
      const length = frameLength(bytes, start);
      const isUnfinished = length === undefined || start + length > bytes.length;
      if (isUnfinished && length !== 0 && !isEnd) {
        this.#pending = bytes.slice(at);
        break;
      }
      const frame = isUnfinished
        ? 'incomplete'
        : length === 0
          ? 'length'
          : decodeFrame(bytes.subarray(start, start + length), mark);
      if (typeof frame === 'string') {
        this.#drop(frame, bytes, at, start + 1);
        at = start + 1;
        continue;
      }
      this.#endRun(decoded);
      decoded.push({ kind: 'frame', frame });
      at = start + frame.wire.length;
    }
    if (this.#pending.length === 0) this.#endRun(decoded);
    return decoded;
  }

  #drop(reason: DiscardReason, bytes: Uint8Array, from: number, to: number): void {
    // A broken frame and the bytes after it are one loss, named after what began it.
    this.#run ??= { reason, length: 0, sample: [] };
    const run = this.#run;
    if (run.reason === 'junk') run.reason = reason;
    run.length += to - from;
    for (let at = from; at < to && run.sample.length < MAX_DISCARD_SAMPLE_BYTES; at += 1)
      run.sample.push(bytes[at] ?? 0);
  }

  #endRun(decoded: Decoded[]): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    decoded.push({ kind: 'discarded', reason: run.reason, length: run.length, bytes: Uint8Array.from(run.sample) });
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
