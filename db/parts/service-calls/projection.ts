import type { EventsOf, Projections } from '../../engine/projection.ts';

/** Calls for service from the rooms. */
export const serviceCallProjections: Projections<EventsOf<'service'>> = {
  'service.called'(tx, { at, businessDate, payload }) {
    const { callId, roomNo, by } = payload;
    tx.insert('service_calls', { id: callId, roomNo, calledBy: by, calledAt: at, businessDate });
  },
  'service.answered'(tx, { at, actor, payload }) {
    tx.change('UPDATE service_calls SET answeredAt = ?, answeredBy = ? WHERE id = ?', at, actor, payload.callId);
  },
};
