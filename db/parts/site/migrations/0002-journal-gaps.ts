import type { Migration } from '../../../engine/migration.ts';

/** Rows that had been seen and are not there any more: what a beacon may say and is known to. */
export const journalGaps: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(`
CREATE TABLE journal_gaps (
  seq INTEGER PRIMARY KEY,
  how TEXT NOT NULL,
  standsSeq INTEGER,
  lostSeq INTEGER,
  lostHash TEXT
) STRICT;
`),
};
