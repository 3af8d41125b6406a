import type { Reply } from './codec/replies.ts';
import type { Capabilities, Identity } from './session-types.ts';

/** What replies mean in words of the bus. */

type ReplyOf<T extends Reply['type']> = Extract<Reply, { type: T }>;

/** Longest card number taken; more is not a card. */
const MAX_CARD_BITS = 512;

/** Upper-case hex, first byte first. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** A card read as an event's content; `undefined` when its length does not fit its bits. */
export function toSwipe(reply: ReplyOf<'raw'>): { uid: string; bits: number } | undefined {
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
