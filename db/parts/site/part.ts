import type { DatabasePart } from '../../engine/part.ts';
import { siteProjections } from './projection.ts';

/** The settings in force. */
export const sitePart = {
  name: 'site',
  tables: ['site'],
  projections: siteProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
