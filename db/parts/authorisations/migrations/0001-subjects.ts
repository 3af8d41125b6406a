import type { Migration } from '../../../engine/migration.ts';

/** An approval may be about something else than a clock. */
export const subjects: Migration = {
  version: 1,
  up(db) {
    db.exec(`ALTER TABLE authorisations ADD COLUMN subjectKind TEXT NOT NULL DEFAULT 'clock'`);
  },
};
