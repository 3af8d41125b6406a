import { createCipheriv, createDecipheriv } from 'node:crypto';
import { commonError } from '../kernel/errors.ts';
import type { PersonalOwner, SealedValue } from '../kernel/personal.ts';

/** AES-256-GCM (NIST SP 800-38D): a key of 32 bytes, a nonce of 12 that is never used twice, a tag of 16. */
const cipherName = 'aes-256-gcm';
export const personalKeyBytes = 32;
export const keyIdBytes = 16;
export const nonceBytes = 12;
export const tagBytes = 16;

/** A key and its name; the name stands in the journal, the key never. */
export interface PersonalKey {
  /** Random bytes in base64url. */
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where a sealed value stands: it can be opened nowhere else. */
export interface SealedPlace {
  readonly owner: PersonalOwner;
  /** Of the event, and of its row. */
  readonly type: string;
  readonly rowId: string;
  /** Of the field within the payload. */
  readonly path: string;
}

/** Bound to the sealed value without standing in it. */
function boundTo(keyId: string, { owner, type, rowId, path }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify(['clockroom-personal/1', keyId, owner.kind, owner.id, type, rowId, path]));
}

/** Seals a value that JSON can hold. The same value, key, nonce and place give the same. */
export function sealField(
  value: unknown,
  { id, key }: PersonalKey,
  nonce: Uint8Array,
  place: SealedPlace,
): SealedValue {
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(id, place));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    sealed: { keyId: id, nonce: Buffer.from(nonce).toString('base64url'), text: text.toString('base64url') },
  };
}

/** Throws PERSONAL_SEAL_BROKEN where anything of it is another: the key, the place, the nonce, a bit of the text. */
export function openField({ sealed }: SealedValue, key: Uint8Array, place: SealedPlace): unknown {
  const { type, path } = place;
  const bytes = Buffer.from(sealed.text, 'base64url');
  const nonce = Buffer.from(sealed.nonce, 'base64url');
  const isCanonical = bytes.toString('base64url') === sealed.text && nonce.toString('base64url') === sealed.nonce;
  if (!isCanonical || bytes.length < tagBytes) throw commonError('PERSONAL_SEAL_BROKEN', { type, path });
  try {
    const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(boundTo(sealed.keyId, place));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    throw commonError('PERSONAL_SEAL_BROKEN', { type, path });
  }
}
