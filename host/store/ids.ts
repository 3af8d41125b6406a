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

type Random = (count: number) => Uint8Array;

/**
 * UUID version 7 (RFC 9562): 48 bits of UTC milliseconds, then random bits, so that ids sort by time.
 * `random` gives that many bytes; a simulated day passes a seeded one.
 */
export function uuidV7(nowMs: number, random: Random = pooledRandom): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(random(10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** As many ids as one instant has room for; they then go on as if a millisecond had passed. */
const mostOfOne = 0x1000;

/**
 * Ids of one instant sort in the order in which they were made (RFC 9562, 6.2, a counter in place of the first random
 * bits): what one command orders is called in that order, and not by chance.
 */
export class IdSequence {
  readonly #random: Random | undefined;
  #nowMs = -1;
  #made = 0;

  constructor(random?: Random | undefined) {
    this.#random = random;
  }

  /** Another one at an instant, UTC ms. Of an instant that is asked for again later, ids begin anew. */
  next(nowMs: number): string {
    this.#made = nowMs === this.#nowMs ? this.#made + 1 : 0;
    this.#nowMs = nowMs;
    const id = uuidV7(nowMs + Math.floor(this.#made / mostOfOne), this.#random);
    const counter = (this.#made % mostOfOne).toString(16).padStart(3, '0');
    return `${id.slice(0, 15)}${counter}${id.slice(18)}`;
  }
}
