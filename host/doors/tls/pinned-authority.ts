import { createHash, scryptSync, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * How a screen knows the store again: by the store's authority. A screen is given its mark once, by hand, with the
 * pairing code; from then on it holds the authority's certificate and takes nothing else for the store.
 */

/** Not one of them looks like another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const markLength = 10;
/** What a guess costs: about 80 ms and 32 MB. With 49 bits nobody finds another certificate of the same mark. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** SHA-256 of a certificate as devices show it: pairs of hex digits with colons. */
export function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256;
}

/**
 * Ten characters that stand for an authority where somebody has to type it. They are of a slow hash, so that they can be
 * few: who stands between a new screen and the store would have to try 2^49 certificates at that price.
 */
export function markOf(certificate: X509Certificate): string {
  const digest = scryptSync(createHash('sha256').update(certificate.raw).digest(), 'clockroom-authority/1', 16, cost);
  let rest = BigInt(`0x${digest.toString('hex')}`);
  const characters = Array.from({ length: markLength }, () => {
    const character = alphabet[Number(rest % BigInt(alphabet.length))] ?? '';
    rest /= BigInt(alphabet.length);
    return character;
  });
  return characters.join('');
}

/** A mark as people are shown it: two groups. */
export function markInGroups(mark: string): string {
  return `${mark.slice(0, markLength / 2)} ${mark.slice(markLength / 2)}`;
}

/** What a screen that comes for the first time was told by hand. */
export interface StationCode {
  /** Six digits: lets one screen in. */
  code: string;
  /** Ten characters: whose the certificate must be. */
  mark: string;
}

/** What was typed: the six digits and the ten characters, in any width, with any spaces; null for anything else. */
export function readStationCode(typed: string): StationCode | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  const found = /^(\d{6})([2-9A-HJKMNP-Z]{10})$/.exec(plain);
  return found ? { code: found[1] ?? '', mark: found[2] ?? '' } : null;
}

/** Why what answered is not the store; null where it is. */
export type NotTheStore =
  /** Another authority vouches for it: the store has a new one, or somebody stands between. */
  | 'other-authority'
  /** The store's, for other names or addresses. */
  | 'other-name'
  /** Its time is over or not come: one of the two clocks is wrong. */
  | 'not-valid-now';

/**
 * Whether the certificate that a server showed is the store's: signed by the authority that is pinned, for that host,
 * for servers, now. `host`: a name or an address, without brackets; `now`: UTC ms.
 */
export function notTheStore(
  shown: X509Certificate,
  authority: X509Certificate,
  host: string,
  now: number,
): NotTheStore | null {
  const isIssued = shown.checkIssued(authority) && isSigned(shown, authority);
  if (!isIssued || shown.ca || !authority.ca || !isForServers(shown)) return 'other-authority';
  if (now < shown.validFromDate.getTime() || now > shown.validToDate.getTime()) return 'not-valid-now';
  const isNamed = isIP(host) === 0 ? shown.checkHost(host, { subject: 'never' }) : shown.checkIP(host);
  return isNamed === undefined ? 'other-name' : null;
}

function isSigned(shown: X509Certificate, authority: X509Certificate): boolean {
  try {
    return shown.verify(authority.publicKey);
  } catch {
    return false;
  }
}

function isForServers({ keyUsage }: X509Certificate): boolean {
  // Node gives the extended usage under this name.
  return (keyUsage ?? []).includes('1.3.6.1.5.5.7.3.1');
}

/** A certificate of text or bytes; null for what is none. */
export function certificateIn(bytes: string | Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}
