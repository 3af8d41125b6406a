import type { Migration } from '../migration.ts';
import { first } from './0001-first.ts';
import { jobRoutes } from './0002-job-routes.ts';
import { rotationPolicies } from './0003-rotation.ts';
import { payAndAttendance } from './0004-pay-and-attendance.ts';
import { authorisations } from './0005-authorisations.ts';
import { reservations } from './0006-reservations.ts';
import { clockTypes } from './0007-clock-types.ts';
import { clockEnds } from './0008-clock-ends.ts';
import { reservedClocks } from './0009-reserved-clocks.ts';
import { staffDuty } from './0010-staff-duty.ts';
import { lateGuests } from './0011-late-guests.ts';
import { fewerPages } from './0012-fewer-pages.ts';
import { partVersions } from './0013-part-versions.ts';

/** The steps of before parts counted their own, oldest first, and the one from which on they do. No other comes after. */
export const migrations: readonly Migration[] = [
  first,
  jobRoutes,
  rotationPolicies,
  payAndAttendance,
  authorisations,
  reservations,
  clockTypes,
  clockEnds,
  reservedClocks,
  staffDuty,
  lateGuests,
  fewerPages,
  partVersions,
];
