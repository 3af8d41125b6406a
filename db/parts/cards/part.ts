import type { DatabasePart } from '../../engine/part.ts';

/** Cards that were turned away; whose are lost stands in the settings. */
export const cardsPart = {
  name: 'cards',
  tables: ['refusals'],
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
