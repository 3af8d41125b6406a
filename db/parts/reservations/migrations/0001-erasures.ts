import type { Migration } from '../../../engine/migration.ts';

/**
 * When the guest's data of a reservation were erased; and an index of the rows from before there were seals, which say
 * them plain for ever. It never grows: rows of later versions are not in it.
 */
export const erasures: Migration = {
  version: 1,
  up: (db) =>
    void db.exec(`
ALTER TABLE reservations ADD COLUMN erasedAt INTEGER;
CREATE INDEX journal_plain_guests ON journal (payload ->> 'reservationId', seq)
  WHERE version = 1 AND type IN ('reservation.booked', 'reservation.changed');
`),
};
