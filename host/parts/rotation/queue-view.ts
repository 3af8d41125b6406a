import type { StoreState } from '../../../core/model/state.ts';
import { isNextable } from '../../../core/rules/rotation/choose.ts';
import type { QueueView } from './views.ts';

/** One queue as it stands. `spokenFor`: whom orders that wait have taken already. */
export function queueView(
  state: StoreState,
  queueId: string,
  businessDate: string,
  spokenFor: ReadonlySet<string>,
): QueueView {
  const queue = state.site.queues.find(({ id }) => id === queueId);
  const places = state.rotation.queue(queueId).map(({ technicianNo, since }, index) => ({
    technicianNo,
    position: index + 1,
    since,
    available: !spokenFor.has(technicianNo) && isNextable(state, queueId, technicianNo, businessDate),
  }));
  return { id: queueId, group: queue?.group ?? '', gender: queue?.gender ?? null, places };
}
