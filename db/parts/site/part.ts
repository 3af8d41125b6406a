import type { DatabasePart } from '../../engine/part.ts';

/** The settings in force. */
export const sitePart = {
  name: 'site',
  tables: ['site'],
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
