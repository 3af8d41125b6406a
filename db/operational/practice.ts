import type { WriteHandle } from '../engine/connection.ts';

/**
 * What stands beside the journal of a store, in a copy for practice: nobody has a PIN, is signed in or paired there, and
 * what waited for a printer or a voice waits for the real ones.
 */
export function forgetForPractice(tx: WriteHandle, at: number): void {
  tx.run('DELETE FROM credentials');
  tx.run('DELETE FROM pin_misses');
  tx.run('DELETE FROM sessions');
  tx.run('DELETE FROM stations');
  tx.run(
    `UPDATE job_runs SET state = 'dismissed', finishedAt = ?
     WHERE state IN ('waiting', 'running', 'failed', 'expired', 'uncertain')`,
    at,
  );
}
