import type { Migration } from '../migration.ts';

/** Reservations, and the times technicians were kept for them. A store of before has none. */
export const reservations: Migration = {
  version: 6,
  up: (db) =>
    void db.exec(`
CREATE TABLE reservations (
  id TEXT PRIMARY KEY NOT NULL,
  roomNo TEXT REFERENCES rooms (no),
  startsAt INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  guestCount INTEGER NOT NULL,
  guestName TEXT NOT NULL,
  phone TEXT NOT NULL,
  phoneKey TEXT NOT NULL,
  note TEXT,
  items TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'cancelled', 'no-show')),
  forDate TEXT NOT NULL,
  bookedAt INTEGER NOT NULL,
  bookedBy TEXT NOT NULL,
  revision INTEGER NOT NULL,
  keptAt INTEGER,
  lockedAt INTEGER,
  endedAt INTEGER,
  endReason TEXT,
  visitId TEXT REFERENCES visits (id),
  businessDate TEXT NOT NULL,
  CHECK ((state = 'arrived') = (visitId IS NOT NULL))
) STRICT;
CREATE INDEX reservations_booked ON reservations (startsAt, id) WHERE state = 'booked';
CREATE INDEX reservations_day ON reservations (forDate, startsAt, id);
CREATE INDEX reservations_phone ON reservations (phoneKey) WHERE phoneKey <> '';
CREATE UNIQUE INDEX reservations_visit ON reservations (visitId) WHERE visitId IS NOT NULL;

CREATE TABLE technician_locks (
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  reservationId TEXT NOT NULL REFERENCES reservations (id),
  technicianNo TEXT NOT NULL REFERENCES technicians (no),
  roomNo TEXT,
  startsAt INTEGER NOT NULL,
  fromAt INTEGER NOT NULL,
  toAt INTEGER,
  businessDate TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT;
CREATE INDEX technician_locks_open ON technician_locks (startsAt, technicianNo) WHERE toAt IS NULL;
CREATE INDEX technician_locks_of ON technician_locks (reservationId);
CREATE INDEX technician_locks_at ON technician_locks (technicianNo, fromAt);
`),
};
