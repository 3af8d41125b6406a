import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4_096);
let poolAt = pool.length;

/** A few random bytes of the system's, fetched many at a time: a command needs some ten ids. */
function pooledRandom(count: number): Uint8Array {
  if (poolAt + count > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += count;
  return Uint8Array.prototype.slice.call(pool, poolAt - count, poolAt);
}

/**
 * UUID version 7 (RFC 9562): 48 bits of UTC milliseconds, then random bits, so that ids sort by time.
 * `random` gives that many bytes; a simulated day passes a seeded one.
 */
export function uuidV7(nowMs: number, random: (count: number) => Uint8Array = pooledRandom): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(random(10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
