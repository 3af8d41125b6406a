import type { Migration } from '../../../engine/migration.ts';

/**
 * What managers put right in spells of duty, as it was and as it is. A correction asks for one person's spells by
 * time, so both tables of spells get an index for it.
 */
export const spellCorrections: Migration = {
  version: 1,
  up: (db) =>
    void db.exec(`
CREATE TABLE spell_corrections (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  correctedBy TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('technician', 'staff')),
  no TEXT NOT NULL,
  beforeOnAt INTEGER,
  beforeOffAt INTEGER,
  beforeDate TEXT,
  afterOnAt INTEGER,
  afterOffAt INTEGER,
  afterDate TEXT,
  reason TEXT NOT NULL,
  businessDate TEXT NOT NULL,
  CHECK (beforeOnAt IS NOT NULL OR afterOnAt IS NOT NULL)
) STRICT;
CREATE INDEX spell_corrections_before ON spell_corrections (beforeDate) WHERE beforeDate IS NOT NULL;
CREATE INDEX spell_corrections_after ON spell_corrections (afterDate) WHERE afterDate IS NOT NULL;
CREATE INDEX duty_spells_person ON duty_spells (technicianNo, onAt);
CREATE INDEX staff_spells_person ON staff_spells (staffNo, onAt);
`),
};
