import type { DatabasePart } from '../../engine/part.ts';
import { cardProjections } from './projection.ts';

/** Cards that were turned away; whose are lost stands in the settings. */
export const cardsPart = {
  name: 'cards',
  tables: ['refusals'],
  names: { person: ['refusals.who'], room: ['refusals.roomNo'] },
  projections: cardProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
