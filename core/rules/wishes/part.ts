import type { wishes } from '../../model/wishes/aggregate.ts';
import type { Part } from '../part.ts';
import { changeWish, noteWish, withdrawWish, withWishes } from './decide.ts';

interface InVisit {
  visitId: string;
  roomNo: string;
}

const ofVisit = {
  rooms: ({ roomNo }: InVisit) => [roomNo],
  visits: ({ visitId }: InVisit) => [visitId],
};
const atDesk = { permission: 'visit.open', from: ['screen'] } as const;

export const wishesPart: Part<typeof wishes> = {
  commands: {
    'wish.note': { ...atDesk, decide: noteWish },
    'wish.change': { ...atDesk, decide: changeWish },
    'wish.withdraw': { ...atDesk, decide: withdrawWish },
  },
  about: {
    'wish.noted': ofVisit,
    'wish.changed': ofVisit,
    'wish.withdrawn': ofVisit,
    'wish.moved': {
      rooms: ({ fromRoomNo, toRoomNo }) => [fromRoomNo, toRoomNo],
      visits: ({ fromVisitId, toVisitId }) => [fromVisitId, toVisitId],
    },
  },
  complete: withWishes,
};
