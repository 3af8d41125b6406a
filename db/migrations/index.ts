import { first } from './0001-first.ts';
import { jobRoutes } from './0002-job-routes.ts';
import { rotationPolicies } from './0003-rotation.ts';
import { payAndAttendance } from './0004-pay-and-attendance.ts';
import { authorisations } from './0005-authorisations.ts';
import type { Migration } from './migration.ts';

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [first, jobRoutes, rotationPolicies, payAndAttendance, authorisations];
