import { decodeFrame, encodeFrame, MARK, type ReceivedFrame } from '../osdp/codec/frame.ts';
import { encodeReply } from '../osdp/codec/replies.ts';

/** What can go wrong with a frame on its way. Rates are probabilities 0–1, each drawn for every frame. */
export interface FaultSettings {
  /** The frame does not arrive. */
  dropFrames?: number;
  /** What the device says does not arrive; what it is told does. */
  dropReplies?: number;
  /** Some of its bits turn over. */
  corrupt?: number;
  /** Its end is missing. */
  truncate?: number;
  /** It arrives twice. */
  duplicate?: number;
  /** Bytes of noise come before it. */
  noise?: number;
  /** It comes late by up to `delayMs`. */
  delay?: number;
  delayMs?: number;
  /** It carries another address (its check no longer fits). */
  wrongAddress?: number;
  /** Another device answers as well, with a whole frame of its own address. */
  foreignAnswer?: number;
  /** Somebody plays an earlier answer of the same device again, before the true one. */
  replay?: number;
  /** Somebody without the key answers first: a whole frame with a MAC that is wrong. */
  wrongMac?: number;
  /** The device restarts instead of answering. */
  restart?: number;
  /** The device answers BUSY. */
  busy?: number;
  /** Addresses that do not answer. */
  silent?: readonly number[];
  /** The line gives the panel its own bytes back, as a two-wire converter does. */
  echo?: boolean;
}

/** A piece of bytes and how much later than usual it comes. */
export interface FaultyPiece {
  bytes: Uint8Array;
  delayMs: number;
}

/** A small seeded generator (mulberry32): the same seed gives the same faults. Returns 0 ≤ x < 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Random bytes from a seeded generator, for runs that must repeat. */
export function seededBytes(random: () => number): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
}

const MAX_NOISE_BYTES = 12;
const MAX_FLIPPED_BITS = 5;

/** The one place where frames of a simulated line are spoiled. Settings may be changed at any time. */
export class Faults {
  settings: FaultSettings;
  /** Frames spoiled so far. */
  count = 0;
  /** The last signed answer of every address, for who plays it again. */
  readonly #recorded = new Map<number, Uint8Array>();
  readonly #random: () => number;

  constructor(settings: FaultSettings = {}, seed = 1) {
    this.settings = settings;
    this.#random = seededRandom(seed);
  }

  /** True when this fault strikes now. */
  strikes(
    fault:
      | 'restart'
      | 'busy'
      | 'dropFrames'
      | 'dropReplies'
      | 'replay'
      | 'wrongMac'
      | 'corrupt'
      | 'truncate'
      | 'duplicate'
      | 'noise'
      | 'delay'
      | 'wrongAddress'
      | 'foreignAnswer',
  ): boolean {
    const rate = this.settings[fault] ?? 0;
    const isStruck = rate > 0 && this.#random() < rate;
    if (isStruck) this.count += 1;
    return isStruck;
  }

  isSilent(address: number): boolean {
    return this.settings.silent?.includes(address) ?? false;
  }

  /** What arrives of a frame's bytes, in either direction. */
  onTheWay(frame: Uint8Array): FaultyPiece[] {
    if (this.strikes('dropFrames')) return [];
    let bytes = Uint8Array.from(frame);
    if (this.strikes('wrongAddress')) bytes[bytes[0] === 0xff ? 2 : 1] = this.#below(256);
    if (this.strikes('corrupt')) {
      for (let flips = 1 + this.#below(MAX_FLIPPED_BITS); flips > 0; flips -= 1) {
        const at = this.#below(bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << this.#below(8));
      }
    }
    if (this.strikes('truncate')) bytes = bytes.slice(0, this.#below(bytes.length));
    if (this.strikes('noise')) {
      const noise = Array.from({ length: 1 + this.#below(MAX_NOISE_BYTES) }, () => this.#below(256));
      bytes = Uint8Array.from([...noise, ...bytes]);
    }
    const delayMs = this.strikes('delay') ? this.#below(this.settings.delayMs ?? 0) : 0;
    const piece = { bytes, delayMs };
    return this.strikes('duplicate') ? [piece, piece] : [piece];
  }

  /** What arrives when the device at this address answers: its own frame, and what others put before it. */
  answer(reply: Uint8Array, address: number): FaultyPiece[] {
    if (this.strikes('dropReplies')) return [];
    return [...this.#strangers(reply, address).map((bytes) => ({ bytes, delayMs: 0 })), ...this.onTheWay(reply)];
  }

  #strangers(reply: Uint8Array, address: number): Uint8Array[] {
    const before: Uint8Array[] = [];
    const recorded = this.#recorded.get(address);
    if (recorded && this.strikes('replay')) before.push(recorded);
    if (this.strikes('wrongMac')) before.push(...forged(reply));
    if (this.strikes('foreignAnswer')) before.push(foreignSwipe((address + 1 + this.#below(120)) & 0x7f));
    if ((this.settings.replay ?? 0) > 0 && frameOf(reply)?.mac) this.#recorded.set(address, Uint8Array.from(reply));
    return before;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}

function frameOf(bytes: Uint8Array): ReceivedFrame | undefined {
  const isMarked = bytes[0] === MARK;
  const frame = decodeFrame(isMarked ? bytes.subarray(1) : bytes, isMarked);
  return typeof frame === 'string' ? undefined : frame;
}

/** The frame as somebody without the key would send it: whole, but with other content and a MAC of chance. */
function forged(reply: Uint8Array): Uint8Array[] {
  const frame = frameOf(reply);
  if (!frame?.mac) return [];
  return [encodeFrame({ ...frame, data: frame.data.map((byte) => ~byte), mac: frame.mac.map((byte) => byte ^ 0x55) })];
}

/** A card read by another device, in plain text. */
function foreignSwipe(address: number): Uint8Array {
  const read = encodeReply({ type: 'raw', reader: 0, format: 0, bits: 32, card: Uint8Array.of(0xba, 0xdb, 0xad, 0) });
  return encodeFrame({ mark: true, address, reply: true, sequence: 1, check: 'crc', ...read });
}
