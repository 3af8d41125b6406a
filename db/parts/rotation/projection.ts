import { changesNothing, type EventsOf, type Projections } from '../../engine/projection.ts';
import { setClockTypes } from '../clock-types/projection.ts';
import { addPolicy } from './policies.ts';

/** The queues as they stand, every move that made them so, and the policies they go by. */
export const rotationProjections: Projections<EventsOf<'rotation'>> = {
  'rotation.moved'(tx, { seq, at, businessDate, payload }) {
    const { queueId, technicianNo, effect, fromPosition, toPosition, fromRank, toRank, because } = payload;
    tx.insert('queue_moves', {
      seq,
      at,
      businessDate,
      queueId,
      technicianNo,
      effect,
      fromPosition,
      toPosition,
      fromRank,
      toRank,
      becauseEvent: because.event,
      becauseClockId: because.clockId ?? null,
      becauseReason: because.reason ?? null,
    });
    if (toRank === null) {
      tx.run('DELETE FROM queue_places WHERE queueId = ? AND technicianNo = ?', queueId, technicianNo);
      return;
    }
    tx.run(
      `INSERT INTO queue_places (queueId, technicianNo, rank, since) VALUES (?, ?, ?, ?)
       ON CONFLICT (queueId, technicianNo) DO UPDATE SET rank = excluded.rank, since = excluded.since`,
      queueId,
      technicianNo,
      toRank,
      at,
    );
  },
  'rotation.policySet'(tx, event) {
    addPolicy(tx, event, 1, event.payload);
  },
  'rotation.clockTypesSet'(tx, { at, actor, payload }) {
    setClockTypes(tx, { at, actor }, payload.types);
  },
  // The slip is a job; the journal says that it was asked for.
  'rotation.whyPrinted': changesNothing,
};
