import { formatTime } from '../../kernel/time.ts';
import type { WhyStep } from '../../model/rotation/moves.ts';
import { explainPlace, joinedBefore } from '../../model/rotation/why.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * “Why am I seventh?” as of a moment (UTC ms): every move that led to the place, and at the end what keeps her or him
 * from being called although the place is the first, if a reservation does. Empty for somebody who was not in the
 * queue then.
 */
export function whyPlace(
  state: Pick<StoreState, 'rotation' | 'reservations' | 'site'>,
  queueId: string,
  technicianNo: string,
  at: number,
): WhyStep[] {
  const steps = explainPlace(state.rotation.moves(queueId, at - joinedBefore, at), technicianNo);
  const lock = state.reservations.lockAt(technicianNo, at);
  const last = steps.at(-1);
  if (!lock || !last) return steps;
  const { toPosition } = last;
  const from = formatTime(lock.startsAt, state.site.site.store.timeZone);
  return [
    ...steps,
    {
      ...{ seq: lock.seq, at: lock.fromAt, technicianNo, fromPosition: toPosition, toPosition },
      because: 'reservation-lock',
      reason: lock.roomNo === null ? from : `${from} ${lock.roomNo}`,
    },
  ];
}
