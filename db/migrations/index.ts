import { first } from './0001-first.ts';
import { jobRoutes } from './0002-job-routes.ts';
import type { Migration } from './migration.ts';

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [first, jobRoutes];
