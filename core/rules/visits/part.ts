import type { visits } from '../../model/visits/aggregate.ts';
import { inVisit } from '../about.ts';
import type { Part } from '../part.ts';
import { addGuest, changeRoom, closeVisit, openVisitIn, removeGuest, setWristband } from './decide.ts';
import { noticeLeftOpen, visitIncidents } from './left-open.ts';
import { visitNeedOf } from './minimum-charge.ts';

/** A call names the band and counts the guests. */
const ofVisit = {
  ...inVisit,
  boards: ['calls'] as const,
};

export const visitsPart: Part<typeof visits> = {
  commands: {
    'visit.open': { permission: 'visit.open', from: ['screen', 'terminal'], decide: openVisitIn },
    'visit.addGuest': { permission: 'visit.open', from: ['screen'], decide: addGuest },
    'visit.setWristband': { permission: 'visit.open', from: ['screen'], decide: setWristband },
    'visit.removeGuest': { permission: 'visit.close', from: ['screen'], decide: removeGuest },
    'visit.close': { permission: 'visit.close', from: ['screen'], decide: closeVisit },
    'visit.changeRoom': { permission: 'visit.move', from: ['screen'], decide: changeRoom },
    'visit.noticeLeftOpen': {
      permission: null,
      from: ['duty'],
      decide: (state, _data, ctx) => noticeLeftOpen(state, ctx),
    },
  },
  about: {
    'visit.opened': ofVisit,
    'visit.guestAdded': ofVisit,
    'visit.wristbandSet': { ...ofVisit, stale: ['kitchen'] },
    'visit.guestLeft': ofVisit,
    'visit.guestMoved': {
      rooms: ({ fromRoomNo, toRoomNo }) => [fromRoomNo, toRoomNo],
      visits: ({ fromVisitId, toVisitId }) => [fromVisitId, toVisitId],
      clocks: ({ clockIds }) => clockIds,
      boards: ['calls'],
      stale: ['kitchen', 'incidents'],
    },
    'visit.leftOpen': { ...inVisit, stale: ['incidents'] },
    'visit.closed': { ...ofVisit, stale: ['incidents'] },
  },
  needs: visitNeedOf,
  incidents: visitIncidents,
};
