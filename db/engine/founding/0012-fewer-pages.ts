import type { Migration } from '../migration.ts';

/**
 * A command writes fewer pages: indexes that nobody reads are not written any more. Moves of queues are asked for by
 * technician and day or by queue and time; the places of a queue are read with all others, which are as many as there
 * are technicians; whom to remind is known from those who are busy. How far a job has got is found by its id alone:
 * kept in the order of the ids, it needs no second tree beside the rows.
 */
export const fewerPages: Migration = {
  version: 12,
  up: (db) =>
    void db.exec(`
DROP INDEX queue_moves_technician;
DROP INDEX queue_moves_queue;
DROP INDEX queue_places_rank;
DROP INDEX clocks_to_remind;

CREATE TABLE job_runs_by_id (
  jobId TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('waiting', 'running', 'done', 'failed', 'expired', 'uncertain', 'dismissed')),
  attempts INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  nextAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  startedAt INTEGER,
  finishedAt INTEGER,
  errorCode TEXT,
  device TEXT,
  soundAfterMs INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO job_runs_by_id (jobId, state, attempts, repeated, nextAt, expiresAt, startedAt, finishedAt, errorCode,
    device, soundAfterMs)
  SELECT jobId, state, attempts, repeated, nextAt, expiresAt, startedAt, finishedAt, errorCode, device, soundAfterMs
  FROM job_runs;
DROP TABLE job_runs;
ALTER TABLE job_runs_by_id RENAME TO job_runs;
CREATE INDEX job_runs_state ON job_runs (state, nextAt);
CREATE INDEX job_runs_sound ON job_runs (finishedAt) WHERE soundAfterMs IS NOT NULL;
`),
};
