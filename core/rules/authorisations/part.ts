import type { authorisations } from '../../model/authorisations/aggregate.ts';
import type { Part } from '../part.ts';
import { type Approvable, giveAuthorisation } from './decide.ts';
import { approvalIncidents } from './incidents.ts';

/** Approvals of what other parts let be approved: those stand above, and are given to it. */
export function authorisationsPart(approvable: Approvable): Part<typeof authorisations> {
  return {
    commands: {
      // How the manager was known is checked by who asks for it.
      'authorisation.give': {
        permission: null,
        from: ['store'],
        decide: (state, data, ctx) => giveAuthorisation(approvable, state, data, ctx),
      },
    },
    about: { 'authorisation.given': {}, 'authorisation.used': { stale: ['incidents'] } },
    incidents: approvalIncidents,
  };
}
