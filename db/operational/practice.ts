import type { WriteHandle } from '../engine/connection.ts';

/**
 * Makes a copy of a store fit for practice: nobody is signed in or paired there, and what waited for a printer or a
 * voice waits for the real ones.
 */
export function forgetForPractice(tx: WriteHandle, at: number): void {
  tx.run('DELETE FROM sessions');
  tx.run('DELETE FROM stations');
  tx.run(
    `UPDATE job_runs SET state = 'dismissed', finishedAt = ?
     WHERE state IN ('waiting', 'running', 'failed', 'expired', 'uncertain')`,
    at,
  );
}
