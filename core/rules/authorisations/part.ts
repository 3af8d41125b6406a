import type { authorisations } from '../../model/authorisations/aggregate.ts';
import type { Part } from '../part.ts';
import { giveAuthorisation } from './decide.ts';

export const authorisationsPart: Part<typeof authorisations> = {
  commands: {
    // How the manager was known is checked by who asks for it.
    'authorisation.give': { permission: null, from: ['store'], decide: giveAuthorisation },
  },
  about: { 'authorisation.given': {}, 'authorisation.used': {} },
};
