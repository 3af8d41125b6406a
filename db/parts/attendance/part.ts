import type { DatabasePart } from '../../engine/part.ts';
import { attendanceProjections } from './projection.ts';

/** Who is down for when, and who was there. */
export const attendancePart = {
  name: 'attendance',
  tables: ['duty_spells', 'duty_breaks', 'roster'],
  projections: attendanceProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
