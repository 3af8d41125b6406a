import type { DatabasePart } from '../../engine/part.ts';
import { MoveCheck } from './checks/moves.ts';
import { visitProblems } from './checks/problems.ts';
import { leftOpen } from './migrations/0001-left-open.ts';
import { visitProjections } from './projection.ts';
import { StoredVisits } from './slice.ts';

/** Visits, their guests and their history. */
export const visitsPart = {
  name: 'visits',
  tables: ['visits', 'guests', 'visit_log'],
  slices: (read) => ({ visits: new StoredVisits(read) }),
  names: {
    person: ['visits.openedBy'],
    room: ['visits.roomNo'],
    wristband: ['guests.wristbandNo'],
  },
  projections: visitProjections,
  migrations: [leftOpen],
  problems: visitProblems,
  checks: ({ state, problems }) => [new MoveCheck(state, problems)],
} as const satisfies DatabasePart<typeof visitProblems>;
