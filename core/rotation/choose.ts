import type { SiteService } from '../site/schema.ts';
import type { DecisionContext, StoreState } from '../store/state.ts';
import type { QueuePlace } from './queue.ts';

/** Who the rotation gives a clock to, and from which place. */
export interface Turn {
  technicianNo: string;
  queueId: string;
  rank: number;
}

/**
 * The next of the queue: the first who is on duty and free, has the skill and turns left under the daily cap, and
 * whom no guest is waiting for by number. A group that rotates by gender has two queues; where the guest does not
 * mind, the head who has held the place longer goes first. Null when nobody can.
 */
export function nextInRotation(
  state: StoreState,
  service: SiteService,
  ctx: Pick<DecisionContext, 'businessDate'>,
  gender?: 'F' | 'M',
): Turn | null {
  const awaited = awaitedTechnicians(state);
  const cap = state.site.rotation.get(service.group)?.dailyCap ?? Number.POSITIVE_INFINITY;
  let best: QueuePlace | null = null;
  for (const queue of state.site.queues) {
    if (queue.group !== service.group || (gender && queue.gender && queue.gender !== gender)) continue;
    const first = state.queue(queue.id).find(({ technicianNo }) => {
      const technician = state.site.technicians.get(technicianNo);
      return (
        technician?.skills.includes(service.skill) &&
        (gender === undefined || technician.gender === gender) &&
        !awaited.has(technicianNo) &&
        state.technician(technicianNo)?.duty === 'on' &&
        state.busyClockOf(technicianNo) === null &&
        state.turnsOf(technicianNo, ctx.businessDate) < cap
      );
    });
    if (first && (best === null || first.since < best.since)) best = first;
  }
  return best && { technicianNo: best.technicianNo, queueId: best.queueId, rank: best.rank };
}

/** Technicians a guest has asked for by number and waits for. */
export function awaitedTechnicians(state: StoreState): Map<string, string> {
  const awaited = new Map<string, string>();
  for (const { choice, roomNo } of state.waitingClocks()) {
    if (choice.kind === 'requested' && !awaited.has(choice.technicianNo)) awaited.set(choice.technicianNo, roomNo);
  }
  return awaited;
}
