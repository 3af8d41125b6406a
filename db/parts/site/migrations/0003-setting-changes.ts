import type { Migration } from '../../../engine/migration.ts';

/**
 * What was changed in the settings, and who stands for a plan. What was set before has no lines: it stands in the
 * journal as the sections themselves.
 */
export const settingChanges: Migration = {
  version: 3,
  up: (db) =>
    void db.exec(`
CREATE TABLE setting_changes (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  actor TEXT NOT NULL,
  station TEXT NOT NULL,
  way TEXT NOT NULL,
  allowedBy TEXT,
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX setting_changes_day ON setting_changes (businessDate, seq);
ALTER TABLE setting_plans ADD COLUMN confirmedBy TEXT;
`),
};
