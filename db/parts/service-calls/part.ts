import type { DatabasePart } from '../../engine/part.ts';
import { serviceCallProjections } from './projection.ts';
import { StoredServiceCalls } from './slice.ts';

/** Calls for service from the rooms. */
export const serviceCallsPart = {
  name: 'service-calls',
  tables: ['service_calls'],
  slices: (read) => ({ serviceCalls: new StoredServiceCalls(read) }),
  names: { person: ['service_calls.calledBy', 'service_calls.answeredBy'], room: ['service_calls.roomNo'] },
  projections: serviceCallProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
