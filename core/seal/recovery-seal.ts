import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { nonceBytes, tagBytes } from './sealed-field.ts';

/** What a recovery code opens, as it stands in a file. */
export interface SealedSecrets {
  kind: 'clockroom-secrets/1';
  /** Whose sheet opens it. */
  sheetId: string;
  /** base64url, as all that follow. */
  ephemeral: string;
  nonce: string;
  /** The tag of 16 bytes behind it. */
  text: string;
}

/** The two halves a code makes. The public one seals, and may lie about. */
export interface RecoveryKeys {
  sheetId: string;
  publicKey: string;
  privateKey: KeyObject;
}

/** PKCS #8 of an X25519 key (RFC 8410), without its 32 bytes; SPKI likewise. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');
const curveBytes = 32;

/** The keys of a code in its one form. */
export function recoveryKeysOf(code: string): RecoveryKeys {
  const privateKey = privateKeyOf(derived(Buffer.from(code), 'clockroom-recovery/1'));
  const publicKey = rawPublicKey(privateKey);
  return { sheetId: sheetIdOf(publicKey), publicKey: publicKey.toString('base64url'), privateKey };
}

/** Seals secrets so that the code alone opens them (X25519, HKDF-SHA-256, AES-256-GCM). `random` gives random bytes. */
export function sealSecrets(
  secrets: Uint8Array,
  publicKey: string,
  random: (count: number) => Uint8Array,
): SealedSecrets {
  const theirs = Buffer.from(publicKey, 'base64url');
  const own = privateKeyOf(random(curveBytes));
  const ephemeral = rawPublicKey(own);
  const nonce = random(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sharedKey(own, theirs, ephemeral, theirs), nonce);
  const text = Buffer.concat([cipher.update(secrets), cipher.final(), cipher.getAuthTag()]);
  return {
    ...{ kind: 'clockroom-secrets/1', sheetId: sheetIdOf(theirs) },
    ephemeral: ephemeral.toString('base64url'),
    nonce: Buffer.from(nonce).toString('base64url'),
    text: text.toString('base64url'),
  };
}

/** Null where the code is another one's, or what was sealed was changed. */
export function openSecrets(sealed: SealedSecrets, { privateKey, publicKey }: RecoveryKeys): Uint8Array | null {
  const ephemeral = Buffer.from(sealed.ephemeral, 'base64url');
  const text = Buffer.from(sealed.text, 'base64url');
  try {
    const key = sharedKey(privateKey, ephemeral, ephemeral, Buffer.from(publicKey, 'base64url'));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64url'));
    decipher.setAuthTag(text.subarray(-tagBytes));
    return Buffer.concat([decipher.update(text.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

function sheetIdOf(publicKey: Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 8).toUpperCase();
}

function sharedKey(own: KeyObject, theirs: Buffer, ephemeral: Buffer, lasting: Buffer): Buffer {
  const publicKey = createPublicKey({ key: Buffer.concat([publicHead, theirs]), format: 'der', type: 'spki' });
  const secret = diffieHellman({ privateKey: own, publicKey });
  return derived(Buffer.concat([secret, ephemeral, lasting]), 'clockroom-secrets/1');
}

function derived(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, curveBytes));
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
}

function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-curveBytes);
}
