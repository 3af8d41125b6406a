import { resolvedJob } from './resolved-job.ts';

export const deviceCommands = {
  /** Sent by the store as somebody decides about a job, before it is done. */
  'job.resolve': resolvedJob,
};
