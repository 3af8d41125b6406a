import type { KeptLock, Reservation, TechnicianLock } from '../../../core/model/reservations/reservation.ts';
import type { BookedItem } from '../../../core/model/reservations/reservation-details.ts';
import type { ReadHandle, SqlValue } from '../../engine/connection.ts';

type ReservationRow = Omit<Reservation, 'items'> & { items: string };

const sql = `SELECT id, roomNo, startsAt, minutes, guestCount, guestName, phone, note, items, state, forDate,
  bookedAt, bookedBy, revision, keptAt, lockedAt, endedAt, endReason, visitId,
  despiteRoster, cameLateAt, lateVisitId, erasedAt FROM reservations`;

function read(db: ReadHandle, where: string, ...params: SqlValue[]): Reservation[] {
  return db
    .all<ReservationRow>(`${sql} ${where}`, ...params)
    .map((row) => ({ ...row, items: JSON.parse(row.items) as BookedItem[] }));
}

export function reservationById(db: ReadHandle, id: string): Reservation | null {
  return read(db, 'WHERE id = ?', id)[0] ?? null;
}

/** Those still booked, by time, then id. */
export function allBooked(db: ReadHandle): Reservation[] {
  return read(db, `INDEXED BY reservations_booked WHERE state = 'booked' ORDER BY startsAt, id`);
}

/** Everything that was ever booked for a trading day, by time, then id. */
export function reservationsOfDay(db: ReadHandle, forDate: string): Reservation[] {
  return read(db, 'WHERE forDate = ? ORDER BY startsAt, id', forDate);
}

/** From a trading day on, all states, the next first; at most so many. For a search by name, which no index knows. */
export function reservationsFrom(db: ReadHandle, forDate: string, limit: number): Reservation[] {
  return read(db, 'WHERE forDate >= ? ORDER BY forDate, startsAt, id LIMIT ?', forDate, limit);
}

/** What became of the reservations of a phone number before, newest first; at most so many. */
export function reservationsOfPhone(db: ReadHandle, phoneKey: string, limit: number): Reservation[] {
  return read(db, `WHERE phoneKey = ? AND phoneKey <> '' ORDER BY startsAt DESC, id LIMIT ?`, phoneKey, limit);
}

/** How often somebody with this phone number did not come. */
export function noShowsOf(db: ReadHandle, phoneKey: string): number {
  const count = `SELECT COUNT(*) AS count FROM reservations
    WHERE phoneKey = ? AND phoneKey <> '' AND state = 'no-show'`;
  return db.get<{ count: number }>(count, phoneKey)?.count ?? 0;
}

/**
 * Every technician who is kept for guests of a reservation: from the lock until they come, and from then on as long as
 * their clock waits for the technician.
 */
export function openLocks(db: ReadHandle): TechnicianLock[] {
  const locked = db.all<TechnicianLock>(
    `SELECT reservationId, technicianNo, roomNo, startsAt, NULL AS visitId
     FROM technician_locks INDEXED BY technician_locks_open WHERE toAt IS NULL ORDER BY startsAt, technicianNo`,
  );
  const awaited = db.all<TechnicianLock>(
    `SELECT reservationId, choice ->> 'technicianNo' AS technicianNo, roomNo, orderedAt AS startsAt, visitId
     FROM clocks INDEXED BY clocks_waiting WHERE state = 'ordered' AND reservationId IS NOT NULL
     ORDER BY orderedAt, technicianNo`,
  );
  return [...locked, ...awaited];
}

/** What kept a technician at an instant (UTC ms); null where nothing did. */
export function lockAt(db: ReadHandle, technicianNo: string, at: number): KeptLock | null {
  const lock = `SELECT seq, fromAt, startsAt, roomNo FROM technician_locks INDEXED BY technician_locks_at
    WHERE technicianNo = ? AND fromAt <= ? AND (toAt IS NULL OR toAt > ?) ORDER BY fromAt DESC LIMIT 1`;
  return db.get<KeptLock>(lock, technicianNo, at, at) ?? null;
}

/** With these digits somewhere in the phone number, newest first; at most so many. */
export function reservationsByPhonePart(db: ReadHandle, digits: string, limit: number): Reservation[] {
  return read(
    db,
    `INDEXED BY reservations_phone WHERE phoneKey <> '' AND instr(phoneKey, ?) > 0 ORDER BY startsAt DESC, id LIMIT ?`,
    digits,
    limit,
  );
}

/** A row of the journal that says something of a guest, from before that was sealed. */
export interface PlainRow {
  seq: number;
  at: number;
  reservationId: string;
}

/** Columns and condition of the index are asked for as they stand there, or SQLite does not find it. */
const plainOf = `coalesce(payload ->> '$.despite.reservationId', payload ->> 'reservationId')`;
const isPlain = `((version = 1 AND type IN ('reservation.booked', 'reservation.changed', 'reservation.cancelled'))
    OR (version = 1 AND type = 'visit.opened' AND payload ->> '$.despite.reason' IS NOT NULL)
    OR (version = 2 AND type IN ('reservation.booked', 'reservation.changed')
      AND json_type(payload, '$.roster.reason') = 'text'))`;
const plainSql = `SELECT seq, at, ${plainOf} AS reservationId
  FROM journal INDEXED BY journal_plain_guests WHERE ${isPlain}`;

/** Rows of one reservation that cannot be erased, oldest first. */
export function plainRowsOf(db: ReadHandle, reservationId: string): PlainRow[] {
  return db.all<PlainRow>(`${plainSql} AND ${plainOf} = ? ORDER BY seq`, reservationId);
}

/** All of them, those of one reservation together; at most so many. */
export function plainRows(db: ReadHandle, limit: number): PlainRow[] {
  return db.all<PlainRow>(`${plainSql} ORDER BY ${plainOf}, seq LIMIT ?`, limit);
}

export function countPlainRows(db: ReadHandle): number {
  const sql = `SELECT COUNT(*) AS count FROM journal INDEXED BY journal_plain_guests WHERE ${isPlain}`;
  return db.get<{ count: number }>(sql)?.count ?? 0;
}
