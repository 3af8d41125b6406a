import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** A screen that was paired with the store. Only the hash of its token is kept. */
export interface Station {
  id: string;
  tokenHash: string;
  /** For people; nothing goes by it. */
  name: string;
  createdAt: number;
  /** When its pairing was taken back, UTC ms. The row stays, so that the journal's id keeps its name. */
  revokedAt: number | null;
}

const columns = 'id, tokenHash, name, createdAt, revokedAt';

export function addStation(tx: WriteHandle, station: Omit<Station, 'revokedAt'>): void {
  tx.insert('stations', { ...station, revokedAt: null });
}

/** Null for a token never given or taken back. */
export function stationWithToken(read: ReadHandle, tokenHash: string): Station | null {
  const sql = `SELECT ${columns} FROM stations WHERE tokenHash = ? AND revokedAt IS NULL`;
  return read.get<Station>(sql, tokenHash) ?? null;
}

/** Null for a token never given. */
export function anyStationWithToken(read: ReadHandle, tokenHash: string): Station | null {
  return read.get<Station>(`SELECT ${columns} FROM stations WHERE tokenHash = ?`, tokenHash) ?? null;
}

/** Null for an id never given. */
export function stationWithId(read: ReadHandle, id: string): Station | null {
  return read.get<Station>(`SELECT ${columns} FROM stations WHERE id = ?`, id) ?? null;
}

/** By time of pairing, those taken back too. */
export function allStations(read: ReadHandle): Station[] {
  return read.all<Station>(`SELECT ${columns} FROM stations ORDER BY createdAt, id`);
}

/** Takes the pairing back. */
export function revokeStation(tx: WriteHandle, stationId: string, at: number): void {
  tx.run('UPDATE stations SET revokedAt = ? WHERE id = ?', at, stationId);
}
