import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** Who is signed in where. Only the hash of the token is kept. */
export interface Session {
  tokenHash: string;
  staffNo: string;
  createdAt: number;
  lastSeenAt: number;
  stationId: string;
}

export function addSession(tx: WriteHandle, session: Session): void {
  tx.insert('sessions', { ...session });
}

/** Null for a token that is not, or not any more, good. */
export function sessionOf(read: ReadHandle, tokenHash: string): Session | null {
  const sql = 'SELECT tokenHash, staffNo, createdAt, lastSeenAt, stationId FROM sessions WHERE tokenHash = ?';
  return read.get<Session>(sql, tokenHash) ?? null;
}

export function touchSession(tx: WriteHandle, tokenHash: string, at: number): void {
  tx.run('UPDATE sessions SET lastSeenAt = ? WHERE tokenHash = ?', at, tokenHash);
}

export function removeSession(tx: WriteHandle, tokenHash: string): void {
  tx.run('DELETE FROM sessions WHERE tokenHash = ?', tokenHash);
}

/** Signs a person out everywhere: after a new PIN, or when somebody leaves. */
export function removeSessionsOf(tx: WriteHandle, staffNo: string): void {
  tx.run('DELETE FROM sessions WHERE staffNo = ?', staffNo);
}

/** Ends what nobody used since `lastSeenBefore`; returns how many. */
export function removeIdleSessions(tx: WriteHandle, lastSeenBefore: number): number {
  return tx.run('DELETE FROM sessions WHERE lastSeenAt < ?', lastSeenBefore);
}
