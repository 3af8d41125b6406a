import type { PinMark, StaffSlice } from '../../core/model/staff/slice.ts';
import { pinMarkOf } from '../../core/seal/pin-mark.ts';
import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** The hash of a member of staff's PIN. Never derived, never in the journal. */
export interface Credential {
  staffNo: string;
  /** As the host's password function gives it, salt included. */
  pinHash: string;
}

/** Sets or replaces a PIN. What was missed before is forgotten, at every station. */
export function setPinHash(tx: WriteHandle, staffNo: string, pinHash: string): void {
  tx.run(
    `INSERT INTO credentials (staffNo, pinHash, failedCount, lockedUntil) VALUES (?, ?, 0, NULL)
     ON CONFLICT (staffNo) DO UPDATE SET pinHash = excluded.pinHash`,
    staffNo,
    pinHash,
  );
  tx.run('DELETE FROM pin_misses WHERE staffNo = ?', staffNo);
}

/** Null for somebody without a PIN, and for a hash that is not the one the journal knows of. */
export function credentialOf(read: ReadHandle, staffNo: string): Credential | null {
  const sql = 'SELECT staffNo, pinHash FROM credentials WHERE staffNo = ?';
  const credential = read.get<Credential>(sql, staffNo);
  return credential && isBound(read, credential) ? credential : null;
}

/** The numbers of all who have a PIN that is good, sorted. */
export function staffWithPin(read: ReadHandle): string[] {
  return hashes(read)
    .filter((kept) => isBound(read, kept))
    .map(({ staffNo }) => staffNo);
}

/** The numbers of those whose hash is another than the one the journal knows of, sorted. */
export function staffWithForeignPin(read: ReadHandle): string[] {
  return hashes(read)
    .filter((kept) => !isBound(read, kept))
    .map(({ staffNo }) => staffNo);
}

/** All that are kept, for a sealed copy. */
export function allPinHashes(read: ReadHandle): { staffNo: string; pinHash: string }[] {
  return hashes(read);
}

/** Brings hashes back that the journal knows of, where there is none; returns how many. */
export function restorePinHashes(tx: WriteHandle, kept: readonly { staffNo: string; pinHash: string }[]): number {
  const there = new Set(hashes(tx).map(({ staffNo }) => staffNo));
  const good = kept.filter((one) => !there.has(one.staffNo) && isBound(tx, one));
  for (const { staffNo, pinHash } of good) setPinHash(tx, staffNo, pinHash);
  return good.length;
}

/** For a copy that is to be kept: hashes of PINs and of tokens have their own place. */
export function forgetWhoComesIn(tx: WriteHandle): void {
  for (const table of ['credentials', 'sessions', 'stations']) tx.run(`DELETE FROM ${table}`);
}

/** What decisions look at of PINs. */
export class StoredPins implements StaffSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  pinMarks(): readonly PinMark[] {
    return hashes(this.#read).map(({ staffNo, pinHash }) => ({ staffNo, mark: pinMarkOf(pinHash) }));
  }

  arePinsBound(): boolean {
    return areBound(this.#read);
  }
}

type Kept = Pick<Credential, 'staffNo' | 'pinHash'>;

function hashes(read: ReadHandle): Kept[] {
  return read.all<Kept>('SELECT staffNo, pinHash FROM credentials ORDER BY staffNo');
}

/** Until the journal has the first mark, any hash is good: stores of before there were marks go on. */
function isBound(read: ReadHandle, { staffNo, pinHash }: Kept): boolean {
  const bound = read.get<{ mark: string | null }>('SELECT mark FROM staff_pins WHERE staffNo = ?', staffNo);
  return bound?.mark ? bound.mark === pinMarkOf(pinHash) : !areBound(read);
}

function areBound(read: ReadHandle): boolean {
  return read.get('SELECT 1 FROM staff_pins WHERE mark IS NOT NULL LIMIT 1') !== undefined;
}

export function removeCredential(tx: WriteHandle, staffNo: string): void {
  tx.run('DELETE FROM credentials WHERE staffNo = ?', staffNo);
}
