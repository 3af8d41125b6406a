import type { Migration } from '../migration.ts';

/** On and off duty of those who are no technicians; a store of before has no swipes of theirs. */
export const staffDuty: Migration = {
  version: 10,
  up: (db) =>
    void db.exec(`
CREATE TABLE staff_spells (
  seq INTEGER PRIMARY KEY,
  staffNo TEXT NOT NULL,
  onAt INTEGER NOT NULL,
  offAt INTEGER,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX staff_spells_day ON staff_spells (businessDate, staffNo);
CREATE UNIQUE INDEX staff_spells_open ON staff_spells (staffNo) WHERE offAt IS NULL;
`),
};
