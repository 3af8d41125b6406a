import type { DatabasePart } from '../../engine/part.ts';
import { roomProjections } from './projection.ts';
import { StoredRooms } from './slice.ts';

/** What is kept of a room itself. */
export const roomsPart = {
  name: 'rooms',
  tables: ['rooms'],
  slices: (read) => ({ rooms: new StoredRooms(read) }),
  names: { room: ['rooms.no'] },
  projections: roomProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
