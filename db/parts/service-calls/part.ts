import type { DatabasePart } from '../../engine/part.ts';
import { serviceCallProjections } from './projection.ts';

/** Calls for service from the rooms. */
export const serviceCallsPart = {
  name: 'service-calls',
  tables: ['service_calls'],
  projections: serviceCallProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
