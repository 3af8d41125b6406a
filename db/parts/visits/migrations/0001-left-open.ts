import type { Migration } from '../../../engine/migration.ts';

/** When a visit was noticed to be open after its trading day; those still open are found without a search. */
export const leftOpen: Migration = {
  version: 1,
  up: (db) =>
    void db.exec(`
ALTER TABLE visits ADD COLUMN leftOpenAt INTEGER;
CREATE INDEX visits_to_notice ON visits (businessDate, id) WHERE closedAt IS NULL AND leftOpenAt IS NULL;
`),
};
