import { keysToText, type Reply } from './codec/replies.ts';
import type { Capabilities, Identity, SessionEvent } from './session-types.ts';

type ReplyOf<T extends Reply['type']> = Extract<Reply, { type: T }>;

/** Longest card number taken; more is not a card. */
const MAX_CARD_BITS = 512;

/** Upper-case hex, first byte first. */
function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** A card read as an event's content; `undefined` when its length does not fit its bits. */
function toSwipe(reply: ReplyOf<'raw'>): { uid: string; bits: number } | undefined {
  const isCard = reply.bits > 0 && reply.bits <= MAX_CARD_BITS && reply.card.length === Math.ceil(reply.bits / 8);
  return isCard ? { uid: toHex(reply.card), bits: reply.bits } : undefined;
}

/** PDID in words. */
export function toIdentity(reply: ReplyOf<'pdid'>): Identity {
  return {
    vendor: toHex(reply.vendor),
    model: reply.model,
    version: reply.version,
    serial: reply.serial,
    firmware: reply.firmware.join('.'),
  };
}

/** PDCAP by function code. */
export function toCapabilities(reply: ReplyOf<'pdcap'>): Capabilities {
  return new Map(reply.capabilities.map(({ function: code, level, count }) => [code, { level, count }]));
}

/** What a terminal has told of itself, and what its replies mean in words of the bus. */
export class TerminalFacts {
  identity: Identity | undefined;
  /** Undefined where it gave no list. */
  capabilities: Capabilities | undefined;
  tamper = false;
  power = false;
  readers: number[] = [];

  /** Keeps what a reply tells and returns the event it makes, or `unusable` for a read that is no card. */
  learn(reply: Reply): SessionEvent | 'unusable' | undefined {
    switch (reply.type) {
      case 'pdid':
        this.identity = toIdentity(reply);
        return undefined;
      case 'pdcap':
        this.capabilities = toCapabilities(reply);
        return undefined;
      case 'raw': {
        const swipe = toSwipe(reply);
        return swipe ? { type: 'card', ...swipe } : 'unusable';
      }
      case 'keypad': {
        const keys = keysToText(reply.keys);
        return keys ? { type: 'keys', keys } : 'unusable';
      }
      case 'lstatr':
        return this.#setStatus(reply.tamper !== 0, reply.power !== 0, this.readers);
      case 'rstatr':
        return this.#setStatus(this.tamper, this.power, Array.from(reply.readers));
      default:
        return undefined;
    }
  }

  #setStatus(tamper: boolean, power: boolean, readers: number[]): SessionEvent | undefined {
    const isSame = tamper === this.tamper && power === this.power && readers.join() === this.readers.join();
    this.tamper = tamper;
    this.power = power;
    this.readers = readers;
    return isSame ? undefined : { type: 'status', tamper, power, readers };
  }
}
