import type { wishes } from '../../model/wishes/aggregate.ts';
import { inVisit } from '../about.ts';
import type { Part } from '../part.ts';
import { changeWish, noteWish, withdrawWish, withWishes } from './decide.ts';

const atDesk = { permission: 'visit.open', from: ['screen'] } as const;

export const wishesPart: Part<typeof wishes> = {
  commands: {
    'wish.note': { ...atDesk, decide: noteWish },
    'wish.change': { ...atDesk, decide: changeWish },
    'wish.withdraw': { ...atDesk, decide: withdrawWish },
  },
  about: {
    'wish.noted': inVisit,
    'wish.changed': inVisit,
    'wish.withdrawn': inVisit,
    'wish.moved': {
      rooms: ({ fromRoomNo, toRoomNo }) => [fromRoomNo, toRoomNo],
      visits: ({ fromVisitId, toVisitId }) => [fromVisitId, toVisitId],
    },
  },
  complete: withWishes,
};
