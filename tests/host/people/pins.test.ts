import { describe, expect, it } from 'vitest';
import { hashPin, hashPinNow, isPin } from '../../../host/people/pins.ts';

describe('the hash of a PIN', () => {
  it('knows its own PIN and no other, and never shows it', async () => {
    const hash = await hashPin('735019');
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(hash).not.toContain('735019');
    expect(await isPin('735019', hash)).toBe(true);
    for (const other of ['735018', '73501', '7350190', '']) expect(await isPin(other, hash)).toBe(false);
  });

  it('is another one every time, made either way', async () => {
    const hashes = [await hashPin('1234'), await hashPin('1234'), hashPinNow('1234')];
    expect(new Set(hashes).size).toBe(3);
    for (const hash of hashes) expect(await isPin('1234', hash)).toBe(true);
  });

  it.each([
    '',
    'scrypt',
    'scrypt$32768$8$1$AAAA$',
    // What is no base64 reads as nothing, and nothing equals nothing.
    'scrypt$32768$8$1$AAAA$!!!!',
    'scrypt$32768$8$1$AAAA$AA==',
    'scrypt$x$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    'scrypt$33554432$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    'scrypt$-1$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    'argon2$32768$8$1$AAAA$AAAA',
  ])('that is broken (%j) fits no PIN and throws at nobody', async (hash) => {
    expect(await isPin('1234', hash)).toBe(false);
    expect(await isPin('', hash)).toBe(false);
  });
});
