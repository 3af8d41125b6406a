import type { Migration } from '../migration.ts';

/** A clock knows the reservation whose guests asked for its technician; of clocks of before nobody does. */
export const reservedClocks: Migration = {
  version: 9,
  up: (db) => void db.exec('ALTER TABLE clocks ADD COLUMN reservationId TEXT REFERENCES reservations (id)'),
};
