import type { Migration } from '../../../engine/migration.ts';

/** Where the store has gone to and come from: a row for each step of a move to another computer. */
export const storeMoves: Migration = {
  version: 4,
  up: (db) =>
    void db.exec(`
CREATE TABLE store_moves (
  seq INTEGER PRIMARY KEY,
  step TEXT NOT NULL,
  moveId TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`),
};
