import type { serviceCalls } from '../../model/service-calls/aggregate.ts';
import type { StoreState } from '../../model/state.ts';
import { reminderForMs, voicesFor } from '../job-routes.ts';
import type { Part } from '../part.ts';
import { answerService, callService } from './decide.ts';

interface InRoom {
  roomNo: string;
}

const ofRoom = {
  rooms: ({ roomNo }: InRoom) => [roomNo],
  visits: ({ roomNo }: InRoom, state: StoreState) => {
    const visit = state.visits.openIn(roomNo);
    return visit ? [visit.id] : [];
  },
  boards: ['serviceCalls'] as const,
};

export const serviceCallsPart: Part<typeof serviceCalls> = {
  commands: {
    'service.call': { permission: null, from: ['terminal'], decide: callService },
    'service.answer': { permission: 'service-call.answer', from: ['screen'], decide: answerService },
  },
  about: { 'service.called': ofRoom, 'service.answered': ofRoom },
  jobs(event, site) {
    if (event.type !== 'service.called') return [];
    const { callId, roomNo } = event.payload;
    const expiresAt = event.at + reminderForMs;
    return voicesFor(site, 'service', roomNo).map((device) => ({
      device,
      priority: 1,
      payload: { kind: 'announce-service', callId, roomNo },
      expiresAt,
    }));
  },
};
