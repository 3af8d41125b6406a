import type { Migration } from '../migration.ts';

/**
 * Policies of the rotation by their first trading day, what keeps technicians on duty from being called, and the ways
 * by which places of a day are found. A store of before has neither; its site file's entries stay the first version.
 */
export const rotationPolicies: Migration = {
  version: 3,
  up: (db) =>
    void db.exec(`
CREATE TABLE rotation_policies (
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  groupCode TEXT NOT NULL,
  gender TEXT CHECK (gender IN ('F', 'M')),
  fromDate TEXT NOT NULL,
  preset TEXT,
  policy TEXT NOT NULL,
  setAt INTEGER NOT NULL,
  setBy TEXT NOT NULL,
  businessDate TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT;

CREATE TABLE technician_marks (
  technicianNo TEXT PRIMARY KEY NOT NULL REFERENCES technicians (no),
  heldUntil INTEGER,
  stoppedSince INTEGER,
  pauseAsked INTEGER NOT NULL,
  pausedSince INTEGER,
  reason TEXT
) STRICT;

CREATE INDEX queue_moves_day ON queue_moves (technicianNo, queueId, businessDate);
CREATE INDEX queue_moves_at ON queue_moves (queueId, at, seq);
CREATE INDEX clocks_queue ON clocks (queueId, calledAt) WHERE queueId IS NOT NULL;
`),
};
