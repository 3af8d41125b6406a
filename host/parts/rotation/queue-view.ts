import type { StoreState } from '../../../core/model/state.ts';
import { isNextable } from '../../../core/rules/rotation/choose.ts';
import type { QueueView } from './views.ts';

/** One queue as it stands. */
export function queueView(state: StoreState, queueId: string, businessDate: string): QueueView {
  const queue = state.site.queues.find(({ id }) => id === queueId);
  const places = state.rotation.queue(queueId).map(({ technicianNo }, index) => ({
    technicianNo,
    position: index + 1,
    available: isNextable(state, queueId, technicianNo, businessDate),
  }));
  return { id: queueId, group: queue?.group ?? '', gender: queue?.gender ?? null, places };
}
