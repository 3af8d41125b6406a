import type { Migration } from '../../engine/migration.ts';

/** Which keys the journal's personal fields are sealed with, and whether the tables show what they open. */
export const sealedKeys: Migration = {
  version: 1,
  up: (db) =>
    void db.exec(`
CREATE TABLE sealed_keys (
  keyId TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  ownerId TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('shown', 'blank', 'erased'))
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_keys_owner ON sealed_keys (kind, ownerId);
`),
};
