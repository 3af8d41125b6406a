/**
 * Writes DER (X.690), as much of it as two kinds of certificates need. Nothing here reads: certificates are read by
 * Node's own `X509Certificate`.
 */
export type Der = Buffer;

/** A value under a tag: the tag's byte, the length, the content. */
export function tagged(tag: number, ...content: readonly Uint8Array[]): Der {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.byteLength)]), body]);
}

export const sequence = (...items: readonly Uint8Array[]): Der => tagged(0x30, ...items);
export const set = (...items: readonly Uint8Array[]): Der => tagged(0x31, ...items);
export const octets = (content: Uint8Array): Der => tagged(0x04, content);
export const truth = (): Der => tagged(0x01, Buffer.from([0xff]));
export const text = (value: string): Der => tagged(0x0c, Buffer.from(value, 'utf8'));

/** A whole number that is not negative, from its bytes, the highest first. */
export function integer(bytes: Uint8Array): Der {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = first < 0 ? Buffer.from([0]) : Buffer.from(bytes.subarray(first));
  const isSigned = (shortest[0] ?? 0) >= 0x80;
  return tagged(0x02, ...(isSigned ? [Buffer.from([0])] : []), shortest);
}

/** Bits; `unused`: how many of the last byte do not count. */
export function bits(content: Uint8Array, unused = 0): Der {
  return tagged(0x03, Buffer.from([unused]), content);
}

/** An object identifier in its dotted form. */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** An instant, UTC ms; cut to the second, as RFC 5280 wants it: two digits of a year until 2049, four from then on. */
export function time(at: number): Der {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  const year = new Date(at).getUTCFullYear();
  return year < 2050 ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits));
}

function lengthOf(count: number): number[] {
  if (count < 0x80) return [count];
  const bytes: number[] = [];
  for (let rest = count; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 + bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 + (rest % 128));
  return digits;
}
