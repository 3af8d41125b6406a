import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * PINs are kept as scrypt hashes (RFC 7914), salted. A PIN is short, so the lock-out in `sign-in.ts` is what stops
 * guessing at a screen; the cost here slows down whoever steals the file.
 */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;
const scryptAsync = promisify<string, Uint8Array, number, typeof cost, Buffer>(scrypt);

/** Bytes of a salt. */
export const saltBytes = 16;

/** `scrypt$N$r$p$salt$hash`, the last two in base64. */
export async function hashPin(pin: string, salt: Uint8Array = randomBytes(saltBytes)): Promise<string> {
  return encode(salt, await scryptAsync(pin, salt, keyBytes, cost));
}

/** The same, while the store is being set up and nobody waits. */
export function hashPinNow(pin: string, salt: Uint8Array = randomBytes(saltBytes)): string {
  return encode(salt, scryptSync(pin, salt, keyBytes, cost));
}

/** True when the PIN is the one the hash was made of; takes the same time either way. False for a broken hash. */
export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, expected] = hash.split('$');
  if (kind !== 'scrypt' || !salt || !expected) return false;
  const wanted = Buffer.from(expected, 'base64');
  // What is no base64 reads as nothing, which any PIN would fit.
  if (wanted.length !== keyBytes) return false;
  const settings = { ...cost, N: Number(N), r: Number(r), p: Number(p) };
  try {
    return timingSafeEqual(await scryptAsync(pin, Buffer.from(salt, 'base64'), keyBytes, settings), wanted);
  } catch {
    // Costs that scrypt does not take.
    return false;
  }
}

function encode(salt: Uint8Array, hash: Buffer): string {
  const text = Buffer.from(salt).toString('base64');
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${text}$${hash.toString('base64')}`;
}
