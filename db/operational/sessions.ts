import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** Who is signed in where. Only the hash of the token is kept. */
export interface Session {
  /** What it is called where it is listed: not as good as the token. */
  id: string;
  tokenHash: string;
  staffNo: string;
  createdAt: number;
  /** When it was last used, UTC ms; kept to the minute. */
  lastSeenAt: number;
  stationId: string;
}

const columns = 'id, tokenHash, staffNo, createdAt, lastSeenAt, stationId';

export function addSession(tx: WriteHandle, session: Session): void {
  tx.insert('sessions', { ...session });
}

/** Null for a token that is not, or not any more, good. */
export function sessionOf(read: ReadHandle, tokenHash: string): Session | null {
  return read.get<Session>(`SELECT ${columns} FROM sessions WHERE tokenHash = ?`, tokenHash) ?? null;
}

/** All there are, the newest first. */
export function allSessions(read: ReadHandle): Session[] {
  return read.all<Session>(`SELECT ${columns} FROM sessions ORDER BY createdAt DESC, id`);
}

export function touchSession(tx: WriteHandle, tokenHash: string, at: number): void {
  tx.run('UPDATE sessions SET lastSeenAt = ? WHERE tokenHash = ?', at, tokenHash);
}

export function removeSession(tx: WriteHandle, tokenHash: string): void {
  tx.run('DELETE FROM sessions WHERE tokenHash = ?', tokenHash);
}
