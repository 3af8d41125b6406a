import type { Migration } from '../../engine/migration.ts';

/**
 * The numbers of cards leave the journal: what it has instead is a hash, and the number stands here. `uid` is null for
 * a card that is known by its hash only. A number may have several hashes where a key was lost.
 */
export const cardNumbers: Migration = {
  version: 3,
  up: (db) =>
    void db.exec(`
CREATE TABLE card_numbers (hash TEXT PRIMARY KEY NOT NULL, uid TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX card_numbers_by_uid ON card_numbers (uid);
`),
};
