import { commandId } from './codec/commands.ts';
import type { DiscardReason, ReceivedFrame } from './codec/frame.ts';
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
}

/**
 * The bytes of a frame as they may be logged. A KEYSET carries the terminal's key, enciphered with a key that at
 * installation the whole world knows: everything after its ID is blanked.
 */
export function loggableBytes(frame: ReceivedFrame): Uint8Array {
  const isKeyset = !frame.reply && frame.id === commandId.keyset;
  if (!isKeyset) return frame.wire;
  const masked = Uint8Array.from(frame.wire);
  const idAt = 5 + (frame.security ? 2 + frame.security.data.length : 0);
  return masked.fill(0, idAt + 1);
}
