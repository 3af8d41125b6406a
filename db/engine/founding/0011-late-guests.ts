import type { Migration } from '../migration.ts';

/** Why somebody was booked against the roster, and the guests of no-shows who came after all; none of either before. */
export const lateGuests: Migration = {
  version: 11,
  up: (db) =>
    void db.exec(`
ALTER TABLE reservations ADD COLUMN despiteRoster TEXT;
ALTER TABLE reservations ADD COLUMN cameLateAt INTEGER;
ALTER TABLE reservations ADD COLUMN lateVisitId TEXT REFERENCES visits (id);
CREATE UNIQUE INDEX reservations_late_visit ON reservations (lateVisitId) WHERE lateVisitId IS NOT NULL;
`),
};
