import type { Migration } from '../../../engine/migration.ts';

/** On which trading days somebody said that a person is here whose spell began on an earlier one. */
export const spellSightings: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(`
CREATE TABLE spell_sightings (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  seenBy TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('technician', 'staff')),
  no TEXT NOT NULL,
  onAt INTEGER NOT NULL,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX spell_sightings_spell ON spell_sightings (no, kind, onAt, businessDate);
`),
};
