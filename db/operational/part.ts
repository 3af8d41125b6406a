import type { DatabasePart } from '../engine/part.ts';
import { changesNothing } from '../engine/projection.ts';
import { StoredPins } from './credentials.ts';
import { sealedKeys } from './migrations/0001-sealed-keys.ts';
import { whoOneIs } from './migrations/0002-who-one-is.ts';
import { cardNumbers } from './migrations/0003-card-numbers.ts';
import { PinCheck } from './pin-check.ts';
import { operationalProblems } from './problems.ts';

/** The jobs that events ask for, and beside them what is not derived: how far each has got, and who may come in. */
export const operationalPart = {
  name: 'operational',
  tables: ['jobs'],
  kept: ['job_runs', 'credentials', 'sessions', 'stations', 'pin_misses', 'sealed_keys', 'card_numbers'],
  names: { person: ['credentials.staffNo', 'sessions.staffNo', 'pin_misses.staffNo'] },
  slices: (read) => ({ staff: new StoredPins(read) }),
  projections: { 'job.resolved': changesNothing },
  migrations: [sealedKeys, whoOneIs, cardNumbers],
  problems: operationalProblems,
  rules: [
    {
      code: 'JOB_WITHOUT_RUN',
      sql: 'SELECT id AS jobId FROM jobs WHERE id NOT IN (SELECT jobId FROM job_runs) ORDER BY seq, n',
      ofRow: {
        table: 'jobs',
        sql: 'SELECT id AS jobId FROM jobs WHERE id = ? AND NOT EXISTS (SELECT 1 FROM job_runs WHERE jobId = jobs.id)',
      },
    },
    {
      code: 'RUN_WITHOUT_JOB',
      sql: 'SELECT jobId FROM job_runs WHERE jobId NOT IN (SELECT id FROM jobs) ORDER BY jobId',
      ofRow: {
        table: 'jobs',
        sql: 'SELECT jobId FROM job_runs WHERE jobId = ? AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = job_runs.jobId)',
      },
    },
  ],
  checks: ({ stored, problems }) => [new PinCheck(stored, problems)],
  counts: { jobs: 'jobs' },
} as const satisfies DatabasePart<typeof operationalProblems>;
