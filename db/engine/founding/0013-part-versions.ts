import type { Migration } from '../migration.ts';

/**
 * The last step that all share. From here on every part of the database counts steps of its own, in the order of its
 * list; how far each has got stands in this table. A program that knows no such steps refuses the file by this one.
 */
export const partVersions: Migration = {
  version: 13,
  up: (db) =>
    void db.exec(`
CREATE TABLE part_versions (
  part TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`),
};
