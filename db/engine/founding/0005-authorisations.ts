import type { Migration } from '../migration.ts';

/** A manager's approvals; a store of before has given none. */
export const authorisations: Migration = {
  version: 5,
  up: (db) =>
    void db.exec(`
CREATE TABLE authorisations (
  id TEXT PRIMARY KEY NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  amountMinor INTEGER,
  reason TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('pin', 'card', 'session')),
  givenBy TEXT NOT NULL,
  askedBy TEXT NOT NULL,
  station TEXT NOT NULL,
  givenAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  usedAt INTEGER,
  usedBy TEXT,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX authorisations_day ON authorisations (businessDate, givenAt);
`),
};
