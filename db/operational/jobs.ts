import type { JobPayload } from '../../core/model/jobs.ts';

import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/**
 * How far each job has got. Not derived: a replay gives the same jobs, but only the devices know what came of them.
 * A print is never blindly repeated; what may have happened is `uncertain` until a person says.
 */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'expired' | 'uncertain' | 'dismissed';

/** A job with what came of it. Times are UTC ms. */
export interface Job {
  id: string;
  /** Who does it: as its event asked for, or where it was sent instead. */
  device: string;
  /** The device its event asked for, where another does it. */
  routedFrom: string | null;
  priority: number;
  payload: JobPayload;
  createdAt: number;
  /** Older than this it is listed, not done; later than at first where a person asked for it again. */
  expiresAt: number;
  state: JobState;
  /** How often it was begun. */
  attempts: number;
  /** A person asked for it once more: what is on paper then carries the mark of a copy. */
  repeated: boolean;
  /** Not before this; meaningful while it waits. */
  nextAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  errorCode: string | null;
  /** From the job's making to the first sound of what was spoken. */
  soundAfterMs: number | null;
}

/** A job without what it is to say or print. */
export type JobHead = Omit<Job, 'payload'>;

type HeadRow = Omit<Job, 'payload' | 'repeated'> & { repeated: number };
type JobRow = HeadRow & { payload: string };

const deviceSql = 'COALESCE(job_runs.device, jobs.device)';

const headColumns = `jobs.id, ${deviceSql} AS device,
    CASE WHEN job_runs.device IS NOT NULL THEN jobs.device END AS routedFrom, priority, createdAt,
    job_runs.expiresAt AS expiresAt, state, attempts, repeated, nextAt, startedAt, finishedAt, errorCode, soundAfterMs`;
const fromJobs = 'FROM job_runs CROSS JOIN jobs ON jobs.id = job_runs.jobId';
const jobSql = `SELECT ${headColumns}, payload ${fromJobs}`;

/** Lets a new job wait for its device. */
export function addJobRun(tx: WriteHandle, jobId: string, at: number): void {
  tx.run(
    `INSERT INTO job_runs (jobId, state, attempts, repeated, nextAt, expiresAt)
     SELECT id, 'waiting', 0, 0, ?, expiresAt FROM jobs WHERE id = ?`,
    at,
    jobId,
  );
}

/**
 * Takes the device's next job that is due, the most urgent first, and marks it running. Jobs of the device that got
 * too old on the way become `expired`. Null when there is nothing to do.
 */
export function takeNextJob(tx: WriteHandle, device: string, at: number): Job | null {
  expireJobs(tx, at);
  const row = tx.get<JobRow>(
    `${jobSql} WHERE state = 'waiting' AND nextAt <= ? AND ${deviceSql} = ? ORDER BY priority, seq, n LIMIT 1`,
    at,
    device,
  );
  if (!row) return null;
  tx.run(`UPDATE job_runs SET state = 'running', attempts = attempts + 1, startedAt = ? WHERE jobId = ?`, at, row.id);
  return jobOf({ ...row, state: 'running', attempts: row.attempts + 1, startedAt: at });
}

/** Marks what waits and is too old as `expired`, for every device, those that are away included. */
export function expireJobs(tx: WriteHandle, at: number): number {
  return tx.run(
    `UPDATE job_runs SET state = 'expired', finishedAt = ? WHERE state = 'waiting' AND expiresAt <= ?`,
    at,
    at,
  );
}

/** When the next job of the device falls due; null when none waits. */
export function nextJobAt(read: ReadHandle, device: string): number | null {
  const row = read.get<{ nextAt: number | null }>(
    `SELECT MIN(nextAt) AS nextAt FROM job_runs CROSS JOIN jobs ON jobs.id = job_runs.jobId
     WHERE state = 'waiting' AND ${deviceSql} = ?`,
    device,
  );
  return row?.nextAt ?? null;
}

export function finishJob(tx: WriteHandle, jobId: string, at: number): void {
  tx.run(`UPDATE job_runs SET state = 'done', finishedAt = ?, errorCode = NULL WHERE jobId = ?`, at, jobId);
}

/** It did not happen, and is tried again at `nextAt`. */
export function retryJob(tx: WriteHandle, jobId: string, nextAt: number, errorCode: string): void {
  tx.run(`UPDATE job_runs SET state = 'waiting', nextAt = ?, errorCode = ? WHERE jobId = ?`, nextAt, errorCode, jobId);
}

/** It did not happen, and is not tried again by itself. */
export function failJob(tx: WriteHandle, jobId: string, at: number, errorCode: string): void {
  closeRun(tx, jobId, 'failed', at, errorCode);
}

/** It may or may not have happened: a person looks. */
export function markJobUncertain(tx: WriteHandle, jobId: string, at: number, errorCode: string): void {
  closeRun(tx, jobId, 'uncertain', at, errorCode);
}

/**
 * A person wants it once more, until `expiresAt`. False where that makes no sense: it waits or runs already, or was
 * dismissed.
 */
export function repeatJob(tx: WriteHandle, jobId: string, at: number, expiresAt: number): boolean {
  const sql = `UPDATE job_runs SET state = 'waiting', repeated = 1, nextAt = ?, expiresAt = ?, finishedAt = NULL,
      errorCode = NULL
    WHERE jobId = ? AND state IN ('done', 'failed', 'expired', 'uncertain')`;
  return tx.run(sql, at, expiresAt, jobId) > 0;
}

/** A person has dealt with it. False unless it failed, expired or is uncertain. */
export function dismissJob(tx: WriteHandle, jobId: string, at: number): boolean {
  const sql = `UPDATE job_runs SET state = 'dismissed', finishedAt = ?
    WHERE jobId = ? AND state IN ('failed', 'expired', 'uncertain')`;
  return tx.run(sql, at, jobId) > 0;
}

/**
 * Sends a job to another device; back to its own where that is the one. Only what waits: what runs may be half done.
 * False where it does not wait.
 */
export function rerouteJob(tx: WriteHandle, jobId: string, device: string, at: number): boolean {
  const sql = `UPDATE job_runs
    SET device = NULLIF(?, (SELECT jobs.device FROM jobs WHERE jobs.id = jobId)), nextAt = ?, errorCode = NULL
    WHERE jobId = ? AND state = 'waiting'`;
  return tx.run(sql, device, at, jobId) > 0;
}

/** The same was said by another job: done with it. */
export function mergeJob(tx: WriteHandle, jobId: string, at: number): void {
  const sql = `UPDATE job_runs SET state = 'done', finishedAt = ?, errorCode = 'JOB_MERGED'
    WHERE jobId = ? AND state = 'waiting'`;
  tx.run(sql, at, jobId);
}

/** The first sound of what is spoken for a job. */
export function markJobSound(tx: WriteHandle, jobId: string, soundAfterMs: number): void {
  tx.run('UPDATE job_runs SET soundAfterMs = ? WHERE jobId = ? AND soundAfterMs IS NULL', soundAfterMs, jobId);
}

/** From call to first sound of the last calls that were spoken at a place, newest first, in milliseconds. */
export function soundsOf(read: ReadHandle, device: string, count: number): number[] {
  const sql = `SELECT soundAfterMs FROM job_runs CROSS JOIN jobs ON jobs.id = job_runs.jobId
    WHERE soundAfterMs IS NOT NULL AND finishedAt IS NOT NULL AND ${deviceSql} = ? ORDER BY finishedAt DESC LIMIT ?`;
  return read.all<{ soundAfterMs: number }>(sql, device, count).map((row) => row.soundAfterMs);
}

/**
 * After a stop in the middle: a print that was running may be on paper and becomes `uncertain`; what was to be said
 * or shown waits again. Returns how many there were.
 */
export function recoverJobs(tx: WriteHandle, at: number): number {
  const uncertain = tx.run(
    `UPDATE job_runs SET state = 'uncertain', finishedAt = ?, errorCode = 'STOPPED_WHILE_PRINTING'
     WHERE state = 'running' AND (SELECT jobs.device FROM jobs WHERE id = jobId) GLOB 'printer/*'`,
    at,
  );
  return uncertain + tx.run(`UPDATE job_runs SET state = 'waiting', nextAt = ? WHERE state = 'running'`, at);
}

/**
 * The file may be of before: what it says is still to be printed may be on paper, and becomes `uncertain`; what was to
 * be said or shown is past.
 */
export function doubtJobs(tx: WriteHandle, at: number): void {
  const pending = `state IN ('waiting', 'running')`;
  tx.run(
    `UPDATE job_runs SET state = 'uncertain', finishedAt = ?, errorCode = 'STOPPED_WHILE_PRINTING'
     WHERE ${pending} AND (SELECT jobs.device FROM jobs WHERE id = jobId) GLOB 'printer/*'`,
    at,
  );
  tx.run(`UPDATE job_runs SET state = 'dismissed', finishedAt = ? WHERE ${pending}`, at);
}

/** The jobs in one of the states, oldest first. */
export function jobsIn(read: ReadHandle, ...states: JobState[]): Job[] {
  const marks = states.map(() => '?').join(', ');
  return read.all<JobRow>(`${jobSql} WHERE state IN (${marks}) ORDER BY seq, n`, ...states).map(jobOf);
}

/** The same without what they say, for who only looks how they stand. */
export function jobHeadsIn(read: ReadHandle, ...states: JobState[]): JobHead[] {
  const marks = states.map(() => '?').join(', ');
  return read
    .all<HeadRow>(`SELECT ${headColumns} ${fromJobs} WHERE state IN (${marks}) ORDER BY seq, n`, ...states)
    .map((row) => ({ ...row, repeated: row.repeated === 1 }));
}

/** Null for an id there is no job of. */
export function jobById(read: ReadHandle, jobId: string): Job | null {
  const row = read.get<JobRow>(`${jobSql} WHERE jobId = ?`, jobId);
  return row ? jobOf(row) : null;
}

function closeRun(tx: WriteHandle, jobId: string, state: JobState, at: number, errorCode: string): void {
  tx.run('UPDATE job_runs SET state = ?, finishedAt = ?, errorCode = ? WHERE jobId = ?', state, at, errorCode, jobId);
}

function jobOf(row: JobRow): Job {
  return { ...row, payload: JSON.parse(row.payload) as JobPayload, repeated: row.repeated === 1 };
}
