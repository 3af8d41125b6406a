import type { Migration } from '../migration.ts';

/**
 * A slip may go to another printer than the one its event asked for, and what is spoken may be timed. Both are known
 * to the running store only: a replay gives the jobs as they were asked for.
 */
export const jobRoutes: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(`
ALTER TABLE job_runs ADD COLUMN device TEXT;
ALTER TABLE job_runs ADD COLUMN soundAfterMs INTEGER;
CREATE INDEX job_runs_sound ON job_runs (finishedAt) WHERE soundAfterMs IS NOT NULL;
`),
};
