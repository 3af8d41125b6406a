import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** The hash of a member of staff's PIN and how often it was missed. Never derived, never in the journal. */
export interface Credential {
  staffNo: string;
  /** As the host's password function gives it, salt included. */
  pinHash: string;
  /** Wrong PINs in a row. */
  failedCount: number;
  /** No PIN is looked at before this, UTC ms. */
  lockedUntil: number | null;
}

/** Sets or replaces a PIN; what was missed before is forgotten. */
export function setPinHash(tx: WriteHandle, staffNo: string, pinHash: string): void {
  tx.run(
    `INSERT INTO credentials (staffNo, pinHash, failedCount, lockedUntil) VALUES (?, ?, 0, NULL)
     ON CONFLICT (staffNo) DO UPDATE SET pinHash = excluded.pinHash, failedCount = 0, lockedUntil = NULL`,
    staffNo,
    pinHash,
  );
}

/** Null for somebody without a PIN. */
export function credentialOf(read: ReadHandle, staffNo: string): Credential | null {
  const sql = 'SELECT staffNo, pinHash, failedCount, lockedUntil FROM credentials WHERE staffNo = ?';
  return read.get<Credential>(sql, staffNo) ?? null;
}

/** The numbers of all who have a PIN, sorted. */
export function staffWithPin(read: ReadHandle): string[] {
  return read.all<{ staffNo: string }>('SELECT staffNo FROM credentials ORDER BY staffNo').map((row) => row.staffNo);
}

/** Counts a wrong PIN and locks until `lockedUntil` where that is given. */
export function recordFailure(tx: WriteHandle, staffNo: string, lockedUntil: number | null): void {
  tx.run(
    'UPDATE credentials SET failedCount = failedCount + 1, lockedUntil = ? WHERE staffNo = ?',
    lockedUntil,
    staffNo,
  );
}

/** A right PIN: the count starts again. */
export function clearFailures(tx: WriteHandle, staffNo: string): void {
  tx.run('UPDATE credentials SET failedCount = 0, lockedUntil = NULL WHERE staffNo = ?', staffNo);
}

export function removeCredential(tx: WriteHandle, staffNo: string): void {
  tx.run('DELETE FROM credentials WHERE staffNo = ?', staffNo);
}
