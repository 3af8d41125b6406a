import type { DatabasePart } from '../../engine/part.ts';

/** What is kept of a room itself. */
export const roomsPart = {
  name: 'rooms',
  tables: ['rooms'],
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
