import { event } from '../../model/events.ts';
import type { site } from '../../model/site/aggregate.ts';
import type { Part } from '../part.ts';
import { importSite } from './decide.ts';

export const sitePart: Part<typeof site> = {
  commands: {
    'site.import': {
      permission: null,
      from: ['store'],
      decide: importSite,
    },
    'store.recordClockJump': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('store.clockJumped', data)],
    },
  },
  about: {
    'site.imported': { everything: true, stale: ['catalog'] },
    'store.clockJumped': {},
  },
};
