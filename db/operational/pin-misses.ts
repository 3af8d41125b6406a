import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/** Wrong PINs in a row of one person at one station; also of all people at one (`anybody`), of one at all (`anywhere`). */
export interface PinMisses {
  staffNo: string;
  stationId: string;
  count: number;
  /** No PIN is looked at before this, UTC ms; null while not locked. */
  lockedUntil: number | null;
}

/** Stands for everybody at a station. */
export const anybody = '';
/** Stands for all stations together. */
export const anywhere = '';

/** All that were missed and not yet forgotten. */
export function allPinMisses(read: ReadHandle): PinMisses[] {
  return read.all<PinMisses>(
    'SELECT staffNo, stationId, count, lockedUntil FROM pin_misses ORDER BY staffNo, stationId',
  );
}

/** Writes down how it stands now. */
export function keepPinMisses(tx: WriteHandle, { staffNo, stationId, count, lockedUntil }: PinMisses): void {
  tx.run(
    `INSERT INTO pin_misses (staffNo, stationId, count, lockedUntil) VALUES (?, ?, ?, ?)
     ON CONFLICT (staffNo, stationId) DO UPDATE SET count = excluded.count, lockedUntil = excluded.lockedUntil`,
    staffNo,
    stationId,
    count,
    lockedUntil,
  );
}

/** A right PIN: the count starts again. */
export function forgetPinMisses(tx: WriteHandle, staffNo: string, stationId: string): void {
  tx.run('DELETE FROM pin_misses WHERE staffNo = ? AND stationId = ?', staffNo, stationId);
}
