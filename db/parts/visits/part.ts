import type { DatabasePart } from '../../engine/part.ts';

/** Visits, their guests and their history. */
export const visitsPart = {
  name: 'visits',
  tables: ['visits', 'guests', 'visit_log'],
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
