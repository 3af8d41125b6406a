import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryCode, readRecoveryCode } from '../../../core/seal/recovery-code.ts';
import { openSecrets, recoveryKeysOf, sealSecrets } from '../../../core/seal/recovery-seal.ts';

/** Any code, the same for the same numbers. */
const anyCode = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 64, maxLength: 64 }).map((bytes) => {
  let at = 0;
  return newRecoveryCode((count) =>
    Uint8Array.from({ length: count }, () => {
      at += 1;
      return at > bytes.length ? at % 200 : (bytes[at - 1] ?? 0);
    }),
  );
});

describe('a recovery code', () => {
  it('is six groups, and is read however it is typed', () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom('', ' ', '—', '-', '\n'), (code, between) => {
        expect(code).toMatch(/^([2-9A-HJKMNP-Z]{5}-){5}[2-9A-HJKMNP-Z]{5}$/);
        expect(readRecoveryCode(code)).toBe(code);
        expect(readRecoveryCode(code.toLowerCase().replaceAll('-', between))).toBe(code);
        const wide = code.replaceAll(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
        expect(readRecoveryCode(wide)).toBe(code);
      }),
    );
  });

  it('with one wrong or two swapped characters tells the group, and without a part that something is missing', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(28), fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWXYZ0O1I'), (code, at, other) => {
        const plain = code.replaceAll('-', '');
        const group = Math.floor(at / 5) + 1;
        if (plain[at] !== other) {
          expect(readRecoveryCode(plain.slice(0, at) + other + plain.slice(at + 1))).toEqual({ group });
        }
        const [one, next] = [plain[at], plain[at + 1]];
        if (one !== next && at % 5 < 3) {
          expect(readRecoveryCode(plain.slice(0, at) + next + one + plain.slice(at + 2))).toEqual({ group });
        }
        expect(readRecoveryCode(plain.slice(0, 25))).toEqual({ group: null });
        expect(readRecoveryCode(`${plain}A`)).toEqual({ group: null });
      }),
    );
  });

  it('opens what was sealed for it, and nothing else does', () => {
    fc.assert(
      fc.property(anyCode, anyCode, fc.uint8Array({ maxLength: 200 }), fc.nat(10_000), (code, other, secrets, at) => {
        const keys = recoveryKeysOf(code);
        const sealed = sealSecrets(secrets, keys.publicKey, randomBytes);
        expect(sealed.sheetId).toBe(keys.sheetId);
        expect([...(openSecrets(sealed, recoveryKeysOf(code)) ?? [1])]).toEqual([...secrets]);
        if (other !== code) expect(openSecrets(sealed, recoveryKeysOf(other))).toBeNull();
        const text = Buffer.from(sealed.text, 'base64url');
        text[at % text.length] = (text[at % text.length] ?? 0) ^ 1;
        expect(openSecrets({ ...sealed, text: text.toString('base64url') }, keys)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});
