import { says } from '../../kernel/event.ts';
import { resolvedJob } from './resolved-job.ts';

export const deviceEvents = {
  /** The actor of the row decided about a job: print or say it again, elsewhere, or not at all. */
  'job.resolved': says(resolvedJob),
};
