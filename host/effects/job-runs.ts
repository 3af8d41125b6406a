import type { WriteHandle } from '../../db/engine/connection.ts';
import {
  dismissJob,
  failJob,
  type Job,
  type JobHead,
  jobsIn,
  mergeJob,
  repeatJob,
  retryJob,
} from '../../db/operational/jobs.ts';

import { isSpoken } from './device-names.ts';

/** Steps of a job that only its runner and the people at the desk take. */

/** Why a job ended as `expired` before its time: what it told was no longer so, or nothing is to be heard now. */
const nobodysBusiness = ['JOB_OVERTAKEN', 'JOB_QUIET_HOURS'] as const;
export type SkipCode = (typeof nobodysBusiness)[number];

/** Ends a job that was taken and need not be done any more. Nobody has to decide about it. */
export function overtakeJob(tx: WriteHandle, jobId: string, at: number, code: SkipCode = 'JOB_OVERTAKEN'): void {
  tx.run(`UPDATE job_runs SET state = 'expired', finishedAt = ?, errorCode = ? WHERE jobId = ?`, at, code, jobId);
}

/** Says once what waits several times for the same voice: the equal jobs are done with the one that was taken. */
export function mergeEqual(tx: WriteHandle, taken: Job, at: number): void {
  if (!isSpoken(taken)) return;
  const saying = JSON.stringify(taken.payload);
  for (const job of jobsIn(tx, 'waiting')) {
    if (job.device === taken.device && JSON.stringify(job.payload) === saying) mergeJob(tx, job.id, at);
  }
}

/** Whether people are shown the job: something is to be decided, or it cannot be done at the moment. */
export function isOpenJob(job: Pick<Job, 'state' | 'errorCode'>): boolean {
  if (job.state === 'waiting') return job.errorCode !== null;
  if (job.state === 'expired') return !nobodysBusiness.some((code) => code === job.errorCode);
  return job.state === 'failed' || job.state === 'uncertain';
}

/**
 * A person wants an open job done, at once and until `expiresAt`. Only what may be on paper already is marked as
 * repeated: a kitchen that is handed a first slip as a copy would not cook it.
 */
export function askAgain(tx: WriteHandle, job: JobHead, at: number, expiresAt: number): void {
  if (job.state === 'waiting') {
    retryJob(tx, job.id, at, job.errorCode ?? '');
  } else {
    repeatJob(tx, job.id, at, expiresAt);
    if (job.state !== 'uncertain' && !job.repeated) {
      tx.run('UPDATE job_runs SET repeated = 0 WHERE jobId = ?', job.id);
    }
  }
}

/** A person has dealt with an open job, or does not want it any more. */
export function takeOffList(tx: WriteHandle, job: JobHead, at: number): void {
  // What waits can only be taken back as what did not happen.
  if (job.state === 'waiting') failJob(tx, job.id, at, job.errorCode ?? '');
  dismissJob(tx, job.id, at);
}
