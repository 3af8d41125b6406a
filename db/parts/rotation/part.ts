import type { DatabasePart } from '../../engine/part.ts';
import { queueProblems } from './checks/problems.ts';
import { QueueMoveCheck } from './checks/queue-moves.ts';
import { queueRules } from './checks/rules.ts';
import { rotationProjections } from './projection.ts';
import { StoredRotation } from './slice.ts';

/** The queues, every move in them, and the policies they go by. */
export const rotationPart = {
  name: 'rotation',
  tables: ['queue_places', 'queue_moves', 'rotation_policies'],
  slices: (read) => ({ rotation: new StoredRotation(read) }),
  names: {
    person: ['queue_places.technicianNo', 'queue_moves.technicianNo', 'rotation_policies.setBy'],
  },
  projections: rotationProjections,
  migrations: [],
  problems: queueProblems,
  rules: queueRules,
  checks: ({ state, problems }) => [new QueueMoveCheck(state, problems)],
  counts: { queueMoves: 'queue_moves' },
} as const satisfies DatabasePart<typeof queueProblems>;
