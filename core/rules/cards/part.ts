import type { cards } from '../../model/cards/aggregate.ts';
import { event } from '../../model/events.ts';
import type { Part } from '../part.ts';
import { blockCard, releaseCard, replaceCard } from './decide.ts';
import { cardIncidents } from './incidents.ts';

/** Whether a card is lost shows at the technician who holds it. */
const ofHolder = {
  technicians: ({ holder, no }: { holder: 'technician' | 'staff'; no: string }) =>
    holder === 'technician' ? [no] : [],
};

export const cardsPart: Part<typeof cards> = {
  commands: {
    'card.block': { permission: 'card.block', from: ['screen'], decide: blockCard },
    'card.replace': { permission: 'card.replace', from: ['screen'], decide: replaceCard },
    'card.release': { permission: 'card.replace', from: ['screen'], decide: releaseCard },
    'swipe.refuse': {
      permission: null,
      // The store itself for a number that a screen sent.
      from: ['terminal', 'store'],
      decide: (_state, data) => [event('swipe.refused', data)],
    },
  },
  about: {
    'card.blocked': { ...ofHolder, stale: ['incidents'] },
    'card.replaced': ofHolder,
    'card.released': ofHolder,
    'swipe.refused': { rooms: ({ roomNo }) => [roomNo], stale: ['refusals'] },
  },
  incidents: cardIncidents,
};
