import type { DatabasePart } from '../../engine/part.ts';
import { AuthorisationCheck } from './checks/approvals.ts';
import { authorisationProblems } from './checks/problems.ts';
import { subjects } from './migrations/0001-subjects.ts';
import { authorisationProjections } from './projection.ts';
import { StoredAuthorisations } from './slice.ts';

/** A manager's approvals, and what became of each. */
export const authorisationsPart = {
  name: 'authorisations',
  tables: ['authorisations'],
  slices: (read) => ({ authorisations: new StoredAuthorisations(read) }),
  names: { person: ['authorisations.givenBy', 'authorisations.askedBy', 'authorisations.usedBy'] },
  projections: authorisationProjections,
  migrations: [subjects],
  problems: authorisationProblems,
  checks: ({ state, problems }) => [new AuthorisationCheck(state, problems)],
  counts: { authorisations: 'authorisations' },
} as const satisfies DatabasePart<typeof authorisationProblems>;
