import type { WriteHandle } from '../../db/connection.ts';
import { dismissJob, failJob, type Job, repeatJob, retryJob } from '../../db/operational/jobs.ts';

/** Steps of a job that only its runner and the people at the desk take. */

/** Why a job ended as `expired` before its time: what it told was no longer so. */
const jobOvertaken = 'JOB_OVERTAKEN';

/** Ends a job that was taken and need not be done any more. Nobody has to decide about it. */
export function overtakeJob(tx: WriteHandle, jobId: string, at: number): void {
  tx.run(
    `UPDATE job_runs SET state = 'expired', finishedAt = ?, errorCode = ? WHERE jobId = ?`,
    at,
    jobOvertaken,
    jobId,
  );
}

/** Whether people are shown the job: something is to be decided, or it cannot be done at the moment. */
export function isOpenJob(job: Job): boolean {
  if (job.state === 'waiting') return job.errorCode !== null;
  if (job.state === 'expired') return job.errorCode !== jobOvertaken;
  return job.state === 'failed' || job.state === 'uncertain';
}

/**
 * A person wants an open job done, at once and until `expiresAt`. Only what may be on paper already is marked as
 * repeated: a kitchen that is handed a first slip as a copy would not cook it.
 */
export function askAgain(tx: WriteHandle, job: Job, at: number, expiresAt: number): void {
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
export function takeOffList(tx: WriteHandle, job: Job, at: number): void {
  // What waits can only be taken back as what did not happen.
  if (job.state === 'waiting') failJob(tx, job.id, at, job.errorCode ?? '');
  dismissJob(tx, job.id, at);
}
