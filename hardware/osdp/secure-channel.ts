import { type Cipheriv, createCipheriv, createDecipheriv, type Decipheriv, timingSafeEqual } from 'node:crypto';
import { type Frame, type ReceivedFrame, scb, signedPart } from './codec/frame.ts';

/** The public installation key. Good only to give a terminal its own key, with a person's approval. */
export const SCBK_DEFAULT: Uint8Array = Uint8Array.from({ length: 16 }, (_, at) => 0x30 + at);

const BLOCK = 16;
/** First byte of the padding of encrypted data and of the last MAC block. */
const PADDING = 0x80;
const NO_DATA = new Uint8Array(0);

/**
 * One AES-128 key. ECB works block by block without state, so one cipher object serves the whole session, which
 * is what makes a million MACs a day cheap; CBC is made from it here.
 */
class BlockCipher {
  readonly #encipher: Cipheriv;
  readonly #key: Uint8Array;
  #decipher: Decipheriv | undefined;

  constructor(key: Uint8Array) {
    this.#key = key;
    this.#encipher = createCipheriv('aes-128-ecb', key, null);
    this.#encipher.setAutoPadding(false);
  }

  /** One block, or several on their own. */
  encrypt(block: Uint8Array): Uint8Array {
    return this.#encipher.update(block);
  }

  encryptCbc(clear: Uint8Array, initial: Uint8Array): Uint8Array {
    const out = new Uint8Array(clear.length);
    let previous = initial;
    for (let at = 0; at < clear.length; at += BLOCK) {
      previous = this.encrypt(xorBlock(clear, at, previous));
      out.set(previous, at);
    }
    return out;
  }

  decryptCbc(cipherText: Uint8Array, initial: Uint8Array): Uint8Array {
    this.#decipher ??= createDecipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false);
    const clear = Uint8Array.from(this.#decipher.update(cipherText));
    for (let at = 0; at < clear.length; at += 1) {
      const previous = at < BLOCK ? initial[at] : cipherText[at - BLOCK];
      clear[at] = (clear[at] ?? 0) ^ (previous ?? 0);
    }
    return clear;
  }
}

/** 16 bytes of `bytes` from `at`, padded `80 00…` beyond their end, XOR `mask`. */
function xorBlock(bytes: Uint8Array, at: number, mask: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  for (let index = 0; index < BLOCK; index += 1) {
    const byte = bytes[at + index] ?? (at + index === bytes.length ? PADDING : 0);
    block[index] = byte ^ (mask[index] ?? 0);
  }
  return block;
}

/** The keys of one session, derived from the terminal's key and the panel's random number (8 bytes). */
export class SessionKeys {
  readonly sEnc: Uint8Array;
  readonly sMac1: Uint8Array;
  readonly sMac2: Uint8Array;
  readonly #enc: BlockCipher;
  readonly #mac1: BlockCipher;
  readonly #mac2: BlockCipher;

  constructor(scbk: Uint8Array, randomA: Uint8Array) {
    const base = new BlockCipher(scbk);
    const derive = (first: number, second: number) => {
      const block = new Uint8Array(BLOCK);
      block.set([first, second]);
      block.set(randomA.subarray(0, 6), 2);
      return Uint8Array.from(base.encrypt(block));
    };
    this.sEnc = derive(0x01, 0x82);
    this.sMac1 = derive(0x01, 0x01);
    this.sMac2 = derive(0x01, 0x02);
    this.#enc = new BlockCipher(this.sEnc);
    this.#mac1 = new BlockCipher(this.sMac1);
    this.#mac2 = new BlockCipher(this.sMac2);
  }

  /** The device's proof: E(S-ENC, A ‖ B). */
  deviceCryptogram(randomA: Uint8Array, randomB: Uint8Array): Uint8Array {
    return Uint8Array.from(this.#enc.encrypt(joined(randomA, randomB)));
  }

  /** The panel's proof: E(S-ENC, B ‖ A). */
  panelCryptogram(randomA: Uint8Array, randomB: Uint8Array): Uint8Array {
    return Uint8Array.from(this.#enc.encrypt(joined(randomB, randomA)));
  }

  /** What the chain of MACs starts from: E(S-MAC2, E(S-MAC1, panel cryptogram)). */
  firstRMac(panelCryptogram: Uint8Array): Uint8Array {
    return Uint8Array.from(this.#mac2.encrypt(this.#mac1.encrypt(panelCryptogram)));
  }

  /** The full MAC (16 bytes) of a frame's bytes, chained to the previous one. */
  mac(body: Uint8Array, chain: Uint8Array): Uint8Array {
    let value = chain;
    let at = 0;
    for (; at + BLOCK < body.length; at += BLOCK) value = this.#mac1.encrypt(xorBlock(body, at, value));
    return this.#mac2.encrypt(xorBlock(body, at, value));
  }

  /** `clear ‖ 80 ‖ 00…` enciphered; the initial vector is the inverted chain value. */
  encryptData(clear: Uint8Array, chain: Uint8Array): Uint8Array {
    const padded = new Uint8Array((Math.floor(clear.length / BLOCK) + 1) * BLOCK);
    padded.set(clear);
    padded[clear.length] = PADDING;
    return this.#enc.encryptCbc(padded, invert(chain));
  }

  /** The inverse of `encryptData`; `undefined` when length or padding do not fit. */
  decryptData(cipherText: Uint8Array, chain: Uint8Array): Uint8Array | undefined {
    if (cipherText.length === 0 || cipherText.length % BLOCK !== 0) return undefined;
    const clear = this.#enc.decryptCbc(cipherText, invert(chain));
    let end = clear.length - 1;
    while (end >= 0 && clear[end] === 0) end -= 1;
    return end >= clear.length - BLOCK && clear[end] === PADDING ? clear.subarray(0, end) : undefined;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(BLOCK);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function invert(chain: Uint8Array): Uint8Array {
  return chain.map((byte) => ~byte);
}

/** Compares two secrets in constant time. */
export function sameBytes(first: Uint8Array, second: Uint8Array): boolean {
  return first.length === second.length && timingSafeEqual(first, second);
}

/**
 * An open channel, as either side holds it. The chain runs command MAC → reply MAC → command MAC; sealing or
 * opening moves it on, so each frame is sealed or opened once, and a retry is the same bytes.
 */
export class SecureChannel {
  readonly #keys: SessionKeys;
  #commandMac: Uint8Array = NO_DATA;
  #replyMac: Uint8Array;

  /** `rMac`: the first R-MAC, 16 bytes. */
  constructor(keys: SessionKeys, rMac: Uint8Array) {
    this.#keys = keys;
    this.#replyMac = rMac;
  }

  /** The MAC (16 bytes) of the last frame sealed or opened in this direction. */
  lastMac(direction: 'command' | 'reply'): Uint8Array {
    return direction === 'command' ? this.#commandMac : this.#replyMac;
  }

  /** Encrypts (when there is data) and returns the frame and the function that signs it as it is encoded. */
  seal(frame: Frame): { frame: Frame; sign: (body: Uint8Array) => Uint8Array } {
    const chain = frame.reply ? this.#commandMac : this.#replyMac;
    const isEncrypted = frame.data.length > 0;
    const type = frame.reply
      ? isEncrypted
        ? scb.replyEncrypted
        : scb.replyMac
      : isEncrypted
        ? scb.commandEncrypted
        : scb.commandMac;
    const data = isEncrypted ? this.#keys.encryptData(frame.data, chain) : frame.data;
    return {
      frame: { ...frame, security: { type, data: NO_DATA }, data },
      sign: (body) => {
        const mac = this.#keys.mac(body, chain);
        if (frame.reply) this.#replyMac = mac;
        else this.#commandMac = mac;
        return mac;
      },
    };
  }

  /**
   * The clear data of a received frame, or why it is refused; a refused frame leaves the chain where it was.
   * Types 15h and 16h are taken in both directions: devices are seen that answer LSTAT with 15h. The direction
   * bit is under the MAC, so this lets no frame be turned around.
   */
  open(frame: ReceivedFrame): Uint8Array | 'plain' | 'mac' | 'padding' {
    const type = frame.security?.type;
    if (type === undefined || frame.mac === undefined) return 'plain';
    const chain = frame.reply ? this.#commandMac : this.#replyMac;
    const mac = this.#keys.mac(signedPart(frame), chain);
    if (!sameBytes(mac.subarray(0, 4), frame.mac)) return 'mac';
    const isEncrypted = type === scb.commandEncrypted || type === scb.replyEncrypted;
    const clear = isEncrypted ? this.#keys.decryptData(frame.data, chain) : frame.data;
    if (!clear) return 'padding';
    if (frame.reply) this.#replyMac = mac;
    else this.#commandMac = mac;
    return clear;
  }
}
