import { createHash } from 'node:crypto';

/**
 * What tells the kept hash of a PIN from any other, for the journal: SHA-256 in hex. The hash has a salt of sixteen
 * random bytes, which stands nowhere in the journal, so that nobody can try PINs against this.
 */
export function pinMarkOf(pinHash: string): string {
  return createHash('sha256').update(`clockroom-pin/1\n${pinHash}`).digest('hex');
}
