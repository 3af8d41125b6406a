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

/** Null for somebody without a PIN. */
export function credentialOf(read: ReadHandle, staffNo: string): Credential | null {
  const sql = 'SELECT staffNo, pinHash FROM credentials WHERE staffNo = ?';
  return read.get<Credential>(sql, staffNo) ?? null;
}

/** The numbers of all who have a PIN, sorted. */
export function staffWithPin(read: ReadHandle): string[] {
  return read.all<{ staffNo: string }>('SELECT staffNo FROM credentials ORDER BY staffNo').map((row) => row.staffNo);
}

export function removeCredential(tx: WriteHandle, staffNo: string): void {
  tx.run('DELETE FROM credentials WHERE staffNo = ?', staffNo);
}
