import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedValue } from '../../../core/kernel/personal.ts';
import { sealedValue } from '../../../core/kernel/personal.ts';
import { openField, type PersonalKey, type SealedPlace, sealField } from '../../../core/seal/sealed-field.ts';
import { codeOf } from '../../host/code-of.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyKey: fc.Arbitrary<PersonalKey> = fc.record({
  id: bytes(16).map((id) => Buffer.from(id).toString('base64url')),
  key: bytes(32),
});
const anyPlace: fc.Arbitrary<SealedPlace> = fc.record({
  owner: fc.record({ kind: fc.string(), id: fc.string() }),
  type: fc.string(),
  rowId: fc.string(),
  path: fc.string(),
});
const anyValue = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(null), fc.constant('陈女士'));
const sealed = fc.tuple(anyValue, anyKey, bytes(12), anyPlace).map(([value, key, nonce, place]) => {
  return { value, key, place, sealed: sealField(value, key, nonce, place) };
});

/** One bit of one of its texts turned over. */
function flipped({ sealed: whole }: SealedValue, part: 'nonce' | 'text', bit: number): SealedValue {
  const turned = Buffer.from(whole[part], 'base64url');
  const at = bit % (turned.length * 8);
  turned[at >> 3] = (turned[at >> 3] ?? 0) ^ (1 << (at & 7));
  return { sealed: { ...whole, [part]: turned.toString('base64url') } };
}

describe('a sealed field', () => {
  it('opens as what was sealed, in the form that the journal has', () => {
    fc.assert(
      fc.property(sealed, ({ value, key, place, sealed: one }) => {
        expect(openField(one, key.key, place)).toEqual(value);
        expect(sealedValue.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
      }),
    );
  });

  it('is refused with any bit turned over', () => {
    fc.assert(
      fc.property(sealed, fc.constantFrom('nonce', 'text'), fc.nat(), ({ key, place, sealed: one }, part, bit) => {
        expect(codeOf(() => openField(flipped(one, part, bit), key.key, place))).toBe('PERSONAL_SEAL_BROKEN');
      }),
    );
  });

  it('is refused in another place, under another key, under another name of the key, and cut short', () => {
    fc.assert(
      fc.property(sealed, bytes(32), ({ key, place, sealed: one }, other) => {
        fc.pre(Buffer.compare(key.key, other) !== 0);
        const { owner } = place;
        for (const elsewhere of [
          { ...place, path: `${place.path}2` },
          { ...place, rowId: `${place.rowId}2` },
          { ...place, type: `${place.type}2` },
          { ...place, owner: { ...owner, id: `${owner.id}2` } },
          { ...place, owner: { ...owner, kind: `${owner.kind}2` } },
        ]) {
          expect(codeOf(() => openField(one, key.key, elsewhere))).toBe('PERSONAL_SEAL_BROKEN');
        }
        expect(codeOf(() => openField(one, other, place))).toBe('PERSONAL_SEAL_BROKEN');
        const renamed = { sealed: { ...one.sealed, keyId: [...one.sealed.keyId].toReversed().join('') } };
        if (renamed.sealed.keyId !== one.sealed.keyId) {
          expect(codeOf(() => openField(renamed, key.key, place))).toBe('PERSONAL_SEAL_BROKEN');
        }
        for (const text of ['', 'AAAA', `${one.sealed.text}=`, one.sealed.text.slice(0, -4)]) {
          const cut = { sealed: { ...one.sealed, text } };
          expect(codeOf(() => openField(cut, key.key, place))).toBe('PERSONAL_SEAL_BROKEN');
        }
      }),
    );
  });

  it('is as the standard has it: AES-256-GCM, test case 14 of the specification’s shape', () => {
    const key = { id: 'A'.repeat(22), key: new Uint8Array(32) };
    const place = { owner: { kind: 'reservation', id: 'r' }, type: 'reservation.booked', rowId: 'row', path: 'phone' };
    const one = sealField('138', key, new Uint8Array(12), place);
    // The first block of the key stream of an all-zero key and nonce is cea7403d4d606b6e… (GCM test case 14).
    const text = Buffer.from(one.sealed.text, 'base64url');
    const stream = Buffer.from('cea7403d4d', 'hex');
    expect(text.subarray(0, 5).map((byte, index) => byte ^ (stream[index] ?? 0))).toEqual(Buffer.from('"138"'));
    expect(text).toHaveLength(5 + 16);
  });
});
