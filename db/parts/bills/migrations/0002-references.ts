import type { Migration } from '../../../engine/migration.ts';

/** Whether a reference was used before is found without a search. */
export const references: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(
      `CREATE INDEX payments_reference ON payments (reference COLLATE NOCASE, tenderCode) WHERE reference IS NOT NULL`,
    ),
};
