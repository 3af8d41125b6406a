/**
 * How a reader writes a card's UID.
 *
 * - `bytes`: the bytes themselves, 4 to 10.
 * - `hex`: two hex digits a byte, upper or lower case; colons, dashes and spaces between them do not count.
 * - `8H10D`: 4 bytes as one number of ten decimal digits (what Wiegand 34 carries).
 * - `6H8D`: 3 bytes as one number of eight decimal digits (what Wiegand 26 carries).
 * - `14H17D`: 7 bytes as one number of seventeen decimal digits.
 * - `3+5`: 3 bytes as one byte in three digits and two in five, with or without a comma.
 * - `5+5`: 4 bytes as twice two bytes in five digits, with or without a comma.
 */
export type UidEncoding = 'bytes' | 'hex' | '8H10D' | '6H8D' | '14H17D' | '3+5' | '5+5';

/** Where a UID stands in what the reader sends, and how it is written. */
export interface UidFormat {
  encoding: UidEncoding;
  /** The reader writes the last byte of the UID first (many readers take the UID for a little-endian number). */
  reversed?: boolean | undefined;
  /** Bytes before the UID; 0. */
  offset?: number | undefined;
  /** Bytes or characters the UID takes; to the end. */
  length?: number | undefined;
}

const minBytes = 4;
const maxBytes = 10;
/** Longest text any encoding needs: ten bytes in hex with separators. */
const maxTextLength = 32;
/** NUL pads the reports of USB readers; the others end lines. */
const padding = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);

/**
 * The UID in a piece of what a reader sent: upper-case hex, the first byte of the UID first. `3+5` and `6H8D` carry
 * three bytes only. Null for everything that is no UID in this format; never throws.
 */
export function decodeUid(raw: Uint8Array, format: UidFormat): string | null {
  const { encoding, reversed = false, offset = 0, length } = format;
  if (length !== undefined && raw.length < offset + length) return null;
  const part = raw.subarray(offset, length === undefined ? undefined : offset + length);
  const bytes = encoding === 'bytes' ? part : bytesOfText(textOf(part), encoding);
  if (!bytes || bytes.length > maxBytes || bytes.length < (isPartial(encoding) ? 3 : minBytes)) return null;
  // What a reader without a card repeats is no card.
  if (bytes.every((byte) => byte === 0x00) || bytes.every((byte) => byte === 0xff)) return null;
  return Buffer.from(reversed ? bytes.toReversed() : bytes)
    .toString('hex')
    .toUpperCase();
}

/** Whether a reader of this encoding may leave bytes of longer UIDs out. */
export function mayShorten(encoding: UidEncoding): boolean {
  return isPartial(encoding) || encoding === '8H10D' || encoding === '5+5';
}

/** What a UID can look like when it is typed by a reader that poses as a keyboard. */
export interface TypedUid {
  /** Every character that may occur. */
  alphabet: string;
  /** Possible numbers of characters: of cards of 4, 5 (125 kHz), 7, 8 (ISO 15693, FeliCa) and 10 bytes in hex. */
  lengths: number[];
}

/** The shapes of an encoding as text; null for `bytes`, which cannot be typed. */
export function typedUid(encoding: UidEncoding): TypedUid | null {
  const digits = '0123456789';
  switch (encoding) {
    case 'bytes':
      return null;
    case 'hex':
      return { alphabet: `${digits}ABCDEFabcdef`, lengths: [8, 10, 14, 16, 20] };
    case '8H10D':
      return { alphabet: digits, lengths: [10] };
    case '6H8D':
      return { alphabet: digits, lengths: [8] };
    case '14H17D':
      return { alphabet: digits, lengths: [17] };
    case '3+5':
      return { alphabet: `${digits},`, lengths: [8, 9] };
    case '5+5':
      return { alphabet: `${digits},`, lengths: [10, 11] };
  }
}

function isPartial(encoding: UidEncoding): boolean {
  return encoding === '6H8D' || encoding === '3+5';
}

/** The ASCII text without what pads it; empty for what is too long or no ASCII. */
function textOf(part: Uint8Array): string {
  let from = 0;
  let to = part.length;
  while (from < to && padding.has(part[from] ?? -1)) from += 1;
  while (to > from && padding.has(part[to - 1] ?? -1)) to -= 1;
  if (to - from > maxTextLength) return '';
  const trimmed = part.subarray(from, to);
  return trimmed.every((byte) => byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(...trimmed) : '';
}

function bytesOfText(text: string, encoding: Exclude<UidEncoding, 'bytes'>): Uint8Array | null {
  switch (encoding) {
    case 'hex':
      return bytesOfHex(text.replaceAll(/[ :-]/g, ''));
    case '8H10D':
      return bytesOfNumber(text, 10, 4);
    case '6H8D':
      return bytesOfNumber(text, 8, 3);
    case '14H17D':
      return bytesOfNumber(text, 17, 7);
    case '3+5':
      return bytesOfPair(text, [3, 1], [5, 2]);
    case '5+5':
      return bytesOfPair(text, [5, 2], [5, 2]);
  }
}

function bytesOfHex(digits: string): Uint8Array | null {
  return digits.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(digits) ? Uint8Array.from(Buffer.from(digits, 'hex')) : null;
}

/** A number of exactly so many digits as so many bytes, the most significant first. */
function bytesOfNumber(text: string, digitCount: number, byteCount: number): Uint8Array | null {
  if (text.length !== digitCount || !/^[0-9]+$/.test(text)) return null;
  const hex = BigInt(text)
    .toString(16)
    .padStart(byteCount * 2, '0');
  return hex.length > byteCount * 2 ? null : bytesOfHex(hex);
}

function bytesOfPair(text: string, high: [digits: number, bytes: number], low: [digits: number, bytes: number]) {
  const digits = text.length === high[0] + low[0] + 1 && text[high[0]] === ',' ? text.replace(',', '') : text;
  const first = bytesOfNumber(digits.slice(0, high[0]), high[0], high[1]);
  const second = bytesOfNumber(digits.slice(high[0]), low[0], low[1]);
  return first && second && Uint8Array.from([...first, ...second]);
}
