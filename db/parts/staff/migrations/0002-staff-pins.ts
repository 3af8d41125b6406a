import type { Migration } from '../../../engine/migration.ts';

/** Which hash of a PIN the journal knows of; null where the row is of before there were marks. */
export const staffPins: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(`
CREATE TABLE staff_pins (
  staffNo TEXT PRIMARY KEY NOT NULL,
  mark TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO staff_pins (staffNo, mark) SELECT DISTINCT staffNo, NULL FROM staff_log WHERE act = 'pin-set';
`),
};
