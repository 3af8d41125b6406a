import { type Command, commandId } from './codec/commands.ts';
import { type DiscardReason, decodeFrame, MARK, type ReceivedFrame } from './codec/frame.ts';
import type { Reply } from './codec/replies.ts';
import type { Verdict } from './session-types.ts';

/** One line of the bus monitor. */
export interface FrameLogEntry {
  /** The scheduler's clock. */
  atMs: number;
  bus: string;
  /** `tx` from the panel, `rx` from a device. */
  direction: 'tx' | 'rx';
  /** Undefined for bytes that were no frame. */
  address?: number;
  /** The ID byte. */
  id?: number;
  /** As on the line, from 53h; what carries a key is blanked out. */
  bytes: Uint8Array;
  verdict: 'sent' | 'sent-again' | 'echo' | 'discarded' | Verdict;
  /** Why bytes were discarded; `unasked`: nobody had been asked anything. */
  reason?: DiscardReason | 'direction' | 'address' | 'unasked';
  /** What it says in clear, also inside a secure channel. A key is never in it. */
  message?: Command | Reply;
}

/** Tells what passes on one line to whoever watches; costs nothing while nobody does. */
export class FrameLog {
  listener: ((entry: FrameLogEntry) => void) | undefined;
  readonly #bus: string;
  readonly #nowMs: () => number;

  constructor(bus: string, nowMs: () => number, listener?: (entry: FrameLogEntry) => void) {
    this.#bus = bus;
    this.#nowMs = nowMs;
    this.listener = listener;
  }

  /** The panel sent a frame. */
  sent(bytes: Uint8Array, command: Command | undefined, isAgain: boolean): void {
    if (!this.listener) return;
    const isMarked = bytes[0] === MARK;
    const frame = decodeFrame(isMarked ? bytes.subarray(1) : bytes, isMarked);
    if (typeof frame !== 'string') this.#tell('tx', frame, isAgain ? 'sent-again' : 'sent', { message: command });
  }

  /** A whole frame came. */
  received(
    frame: ReceivedFrame,
    verdict: FrameLogEntry['verdict'],
    more: { reason?: FrameLogEntry['reason']; message?: Reply } = {},
  ): void {
    if (this.listener) this.#tell('rx', frame, verdict, more);
  }

  /** Bytes came that were no frame. */
  discarded(bytes: Uint8Array, reason: DiscardReason): void {
    this.listener?.({ atMs: this.#nowMs(), bus: this.#bus, direction: 'rx', bytes, verdict: 'discarded', reason });
  }

  #tell(
    direction: 'tx' | 'rx',
    frame: ReceivedFrame,
    verdict: FrameLogEntry['verdict'],
    more: { reason?: FrameLogEntry['reason']; message?: Command | Reply | undefined },
  ): void {
    const { reason, message } = more;
    this.listener?.({
      atMs: this.#nowMs(),
      bus: this.#bus,
      direction,
      address: frame.address,
      id: frame.id,
      bytes: loggableBytes(frame),
      verdict,
      ...(reason ? { reason } : {}),
      ...(message && message.type !== 'keyset' ? { message } : {}),
    });
  }
}

/**
 * The bytes of a frame as they may be logged. A KEYSET carries the terminal's key, enciphered with a key that at
 * installation the whole world knows: everything after its ID is blanked.
 */
function loggableBytes(frame: ReceivedFrame): Uint8Array {
  const isKeyset = !frame.reply && frame.id === commandId.keyset;
  if (!isKeyset) return frame.wire;
  const masked = Uint8Array.from(frame.wire);
  const idAt = 5 + (frame.security ? 2 + frame.security.data.length : 0);
  return masked.fill(0, idAt + 1);
}
