import type { Migration } from '../../engine/migration.ts';

/**
 * Sessions have a name of their own beside the token and stand under the station's id; a pairing that was taken back
 * keeps its name for the journal; wrong PINs are counted for each person and station.
 */
export const whoOneIs: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(`
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
UPDATE sessions SET id = lower(hex(randomblob(16)));
UPDATE sessions SET stationId = (SELECT id FROM stations WHERE name = sessions.stationId)
  WHERE stationId IN (SELECT name FROM stations);
ALTER TABLE stations ADD COLUMN revokedAt INTEGER;
CREATE TABLE pin_misses (
  staffNo TEXT NOT NULL,
  stationId TEXT NOT NULL,
  count INTEGER NOT NULL,
  lockedUntil INTEGER,
  PRIMARY KEY (staffNo, stationId)
) STRICT, WITHOUT ROWID;
`),
};
