import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUid, mayShorten, typedUid, type UidEncoding } from '../../../hardware/reader/uid.ts';

const encodings: UidEncoding[] = ['bytes', 'hex', '8H10D', '6H8D', '14H17D', '3+5', '5+5'];
const ascii = (text: string) => Buffer.from(text, 'latin1');

/** The ways one UID is written by readers of each kind. */
function written(uid: Buffer, encoding: UidEncoding): Buffer | null {
  const digits = (bytes: Buffer, count: number) =>
    BigInt(`0x${bytes.toString('hex')}`)
      .toString()
      .padStart(count, '0');
  switch (encoding) {
    case 'bytes':
      return uid;
    case 'hex':
      return ascii(uid.toString('hex'));
    case '8H10D':
      return uid.length === 4 ? ascii(digits(uid, 10)) : null;
    case '6H8D':
      return uid.length === 3 ? ascii(digits(uid, 8)) : null;
    case '14H17D':
      return uid.length === 7 ? ascii(digits(uid, 17)) : null;
    case '3+5':
      return uid.length === 3 ? ascii(digits(uid.subarray(0, 1), 3) + digits(uid.subarray(1), 5)) : null;
    case '5+5':
      return uid.length === 4 ? ascii(`${digits(uid.subarray(0, 2), 5)},${digits(uid.subarray(2), 5)}`) : null;
  }
}

const anyUid = fc
  .constantFrom(3, 4, 7, 10)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .filter((bytes) => bytes.some((byte) => byte !== 0) && bytes.some((byte) => byte !== 0xff));

describe('decodeUid', () => {
  // One card as a maker of readers documents all his formats.
  it.each([
    ['hex', '01026F6C3A', '01026F6C3A'],
    ['8H10D', '0040856634', '026F6C3A'],
    ['6H8D', '07302202', '6F6C3A'],
    ['3+5', '111,27706', '6F6C3A'],
    ['3+5', '11127706', '6F6C3A'],
    ['5+5', '00623,27706', '026F6C3A'],
  ] as const)('reads %s as documented', (encoding, text, uid) => {
    expect(decodeUid(ascii(text), { encoding })).toBe(uid);
  });

  it('gives one UID for one card, whatever the encoding and the byte order', () => {
    fc.assert(
      fc.property(anyUid, fc.constantFrom(...encodings), fc.boolean(), (bytes, encoding, reversed) => {
        const uid = Buffer.from(bytes);
        const raw = written(reversed ? Buffer.from(uid).reverse() : uid, encoding);
        fc.pre(raw !== null && (encoding === 'bytes' || encoding === 'hex' ? uid.length >= 4 : true));
        expect(raw && decodeUid(raw, { encoding, reversed })).toBe(uid.toString('hex').toUpperCase());
      }),
      { seed: 20261121 },
    );
  });

  it('cuts the UID out of a longer piece', () => {
    const piece = ascii('UID=04e9f85d8baef7;OK');
    expect(decodeUid(piece, { encoding: 'hex', offset: 4, length: 14 })).toBe('04E9F85D8BAEF7');
    expect(decodeUid(piece, { encoding: 'hex', offset: 12, length: 14 })).toBeNull();
    expect(decodeUid(ascii('04:E9-F8 5D\r\n\0\0'), { encoding: 'hex' })).toBe('04E9F85D');
  });

  it.each([
    ['hex', '04E9F8'],
    ['hex', '04E9F85D8'],
    ['hex', '04E9F85G'],
    ['hex', ''],
    ['hex', '00000000'],
    ['hex', 'FFFFFFFFFFFFFF'],
    ['8H10D', '4294967296'],
    ['8H10D', '123456789'],
    ['8H10D', '12345678901'],
    ['8H10D', '12345 7890'],
    ['3+5', '256,00001'],
    ['3+5', '255,65536'],
    ['3+5', '12,345678'],
    ['6H8D', '16777216'],
    ['14H17D', '72057594037927936'],
  ] as const)('refuses %s “%s”', (encoding, text) => {
    expect(decodeUid(ascii(text), { encoding })).toBeNull();
  });

  it('takes any bytes without an error, and gives nothing but UIDs', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.stringMatching(/^[0-9A-Fa-f, :-]{0,40}$/).map(ascii)),
        fc.constantFrom(...encodings),
        fc.record({ reversed: fc.boolean(), offset: fc.nat(90), length: fc.option(fc.nat(90), { nil: undefined }) }),
        (bytes, encoding, cut) => {
          const uid = decodeUid(bytes, { encoding, ...cut });
          if (uid !== null) expect(uid).toMatch(/^([0-9A-F]{2}){3,10}$/);
        },
      ),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

describe('typedUid', () => {
  it('covers everything its encoding reads', () => {
    fc.assert(
      fc.property(anyUid, fc.constantFrom(...encodings), (bytes, encoding) => {
        const raw = written(Buffer.from(bytes), encoding);
        const shape = typedUid(encoding);
        fc.pre(raw !== null && shape !== null && (encoding !== 'hex' || bytes.length >= 4));
        expect(shape?.lengths).toContain(raw?.length);
        expect([...(raw?.toString('latin1') ?? '')].every((character) => shape?.alphabet.includes(character))).toBe(
          true,
        );
      }),
      { seed: 20261121 },
    );
    expect(typedUid('bytes')).toBeNull();
  });

  it('knows which encodings leave bytes out', () => {
    expect(encodings.filter(mayShorten)).toEqual(['8H10D', '6H8D', '3+5', '5+5']);
  });
});
