import type { Job } from '../../db/operational/jobs.ts';

/** What a device's name says of its jobs. */

/** Whether a job is for a voice, in one of the store's places. */
export function isSpoken({ device }: Pick<Job, 'device'>): boolean {
  return device === 'voice' || device.startsWith('voice/');
}

/** Whether a job leaves paper behind: what may have come out is never blindly repeated. */
export function isPrinted({ device }: Pick<Job, 'device'>): boolean {
  return device.startsWith('printer/');
}
