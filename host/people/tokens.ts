import { createHash, randomBytes } from 'node:crypto';

/** A secret that proves a session or a pairing. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What of it is kept. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
