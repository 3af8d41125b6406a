import type { Migration } from '../migration.ts';

/**
 * Where clocks count (frozen when they start), clocks that come after another, and what the store has set for the
 * types. Clocks of before were not frozen: they count as the store has it now; a store of before has set nothing.
 */
export const clockTypes: Migration = {
  version: 7,
  up: (db) =>
    void db.exec(`
ALTER TABLE clocks ADD COLUMN countsAs TEXT CHECK (countsAs IN ('rotation', 'requested', 'none'));
ALTER TABLE clocks ADD COLUMN afterId TEXT REFERENCES clocks (id);
CREATE INDEX clocks_after ON clocks (afterId) WHERE afterId IS NOT NULL;

CREATE TABLE clock_types (
  type TEXT PRIMARY KEY NOT NULL,
  countsAs TEXT NOT NULL,
  paidAs TEXT NOT NULL,
  setAt INTEGER NOT NULL,
  setBy TEXT NOT NULL
) STRICT;
`),
};
