import type { Migration } from '../../../engine/migration.ts';

/** Wishes of guests, or of all guests of a visit; those that stand are found by either. */
export const wishesTable: Migration = {
  version: 1,
  up: (db) =>
    void db.exec(`
CREATE TABLE wishes (
  id TEXT PRIMARY KEY,
  visitId TEXT,
  guestId TEXT,
  text TEXT NOT NULL,
  notedAt INTEGER NOT NULL,
  notedBy TEXT NOT NULL,
  changedAt INTEGER,
  withdrawnAt INTEGER,
  businessDate TEXT NOT NULL,
  CHECK ((visitId IS NULL) <> (guestId IS NULL))
) STRICT;
CREATE INDEX wishes_visit ON wishes (visitId) WHERE visitId IS NOT NULL AND withdrawnAt IS NULL;
CREATE INDEX wishes_guest ON wishes (guestId) WHERE guestId IS NOT NULL AND withdrawnAt IS NULL;
`),
};
