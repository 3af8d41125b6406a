import type { DatabasePart } from '../../engine/part.ts';

/** Where each type of clock counts and how it is paid. */
export const clockTypesPart = {
  name: 'clock-types',
  tables: ['clock_types'],
  names: { person: ['clock_types.setBy'] },
  projections: {},
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
