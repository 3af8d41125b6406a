import { createHmac } from 'node:crypto';
import type { PersonalKey } from './sealed-field.ts';

/**
 * What the journal has of a card instead of its number: `<id of the key>.<HMAC-SHA-256 of the UID>`, both base64url.
 * The same card has the same under one key; without the key numbers cannot be tried. `uid`: upper-case hex, or what a
 * reader gave.
 */
export function cardHash(uid: string, { id, key }: PersonalKey): string {
  return `${id}.${createHmac('sha256', key).update(`clockroom-card/1\n${uid}`).digest('base64url')}`;
}

/** The id of the key in a card's hash. */
export function keyIdOfCard(hash: string): string {
  return hash.slice(0, hash.indexOf('.'));
}
