import type { Migration } from '../../../engine/migration.ts';

/**
 * Reasons are personal as names are. Whoever was erased before, or has no key, is blank of them too; and the index of
 * the rows that say something of a guest plain for ever has those with a plain reason. It never grows.
 */
export const sealedReasons: Migration = {
  version: 2,
  up: (db) => {
    db.exec('UPDATE reservations SET despiteRoster = NULL, endReason = NULL WHERE erasedAt IS NOT NULL');
    // A file from before there were keys has no table of them, and nobody whose key is lost.
    if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'sealed_keys'`).get()) {
      db.exec(`UPDATE reservations SET despiteRoster = NULL, endReason = NULL
        WHERE id IN (SELECT ownerId FROM sealed_keys WHERE kind = 'reservation' AND state = 'blank')`);
    }
    db.exec(`
DROP INDEX journal_plain_guests;
CREATE INDEX journal_plain_guests
  ON journal (coalesce(payload ->> '$.despite.reservationId', payload ->> 'reservationId'), seq)
  WHERE (version = 1 AND type IN ('reservation.booked', 'reservation.changed', 'reservation.cancelled'))
    OR (version = 1 AND type = 'visit.opened' AND payload ->> '$.despite.reason' IS NOT NULL)
    OR (version = 2 AND type IN ('reservation.booked', 'reservation.changed')
      AND json_type(payload, '$.roster.reason') = 'text');
`);
  },
};
