import type { DatabasePart } from '../../engine/part.ts';

/** Calls for service from the rooms. */
export const serviceCallsPart = {
  name: 'service-calls',
  tables: ['service_calls'],
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
