import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** A screen that was paired with the store. Only the hash of its token is kept. */
export interface Station {
  id: string;
  tokenHash: string;
  name: string;
  createdAt: number;
}

export function addStation(tx: WriteHandle, station: Station): void {
  tx.insert('stations', { ...station });
}

/** Null for a token never given or taken back. */
export function stationWithToken(read: ReadHandle, tokenHash: string): Station | null {
  const sql = 'SELECT id, tokenHash, name, createdAt FROM stations WHERE tokenHash = ?';
  return read.get<Station>(sql, tokenHash) ?? null;
}

/** By time of pairing. */
export function allStations(read: ReadHandle): Station[] {
  return read.all<Station>('SELECT id, tokenHash, name, createdAt FROM stations ORDER BY createdAt, id');
}

/** Takes the token back, and the sessions on it. */
export function removeStation(tx: WriteHandle, stationId: string): void {
  tx.run('DELETE FROM sessions WHERE stationId = ?', stationId);
  tx.run('DELETE FROM stations WHERE id = ?', stationId);
}
