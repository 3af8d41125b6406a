import type { DecisionContext } from '../../kernel/context.ts';
import { numberIn } from '../../model/clocks/choice.ts';
import { type Clock, isOpen } from '../../model/clocks/clock.ts';
import { firstTurn } from '../../model/rotation/turns.ts';
import type { SiteService } from '../../model/site/schema.ts';
import { isLocked } from '../reservations/locks.ts';
import { hasTurnsLeft, policyFor, type RotationState } from './policy-in-force.ts';

/** Who the rotation gives a clock to, and from which place. */
export interface Turn {
  technicianNo: string;
  queueId: string;
  rank: number;
}

/**
 * The next of the queue: the first who can be called, has the skill and turns left under the daily cap, and whom no
 * guest is waiting for by number. Null when nobody can. `except`: who is spoken for already.
 */
export function nextInRotation(
  state: RotationState,
  service: SiteService,
  ctx: Pick<DecisionContext, 'businessDate'>,
  gender?: 'F' | 'M',
  except: ReadonlySet<string> = new Set(),
): Turn | null {
  const awaited = awaitedTechnicians(state);
  const queues = state.site.queues
    .filter(({ group }) => group === service.group)
    .map((queue) => ({ ...queue, places: state.rotation.queue(queue.id) }));
  const turn = firstTurn(queues, { group: service.group, gender }, ({ technicianNo, queueId }) => {
    const technician = state.site.technicians.get(technicianNo);
    if (!technician?.skills.includes(service.skill)) return false;
    return (
      (gender === undefined || technician.gender === gender) &&
      !awaited.has(technicianNo) &&
      !except.has(technicianNo) &&
      isNextable(state, queueId, technicianNo, ctx.businessDate)
    );
  });
  return turn ? { technicianNo: turn.place.technicianNo, queueId: turn.place.queueId, rank: turn.place.rank } : null;
}

/** Whether the rotation of a queue can call somebody now: on duty, free, not held for a guest, turns left. */
export function isNextable(state: RotationState, queueId: string, technicianNo: string, businessDate: string): boolean {
  if (!isFree(state, technicianNo) || (state.technicians.marks(technicianNo)?.heldUntil ?? null) !== null) return false;
  if (isLocked(state, technicianNo)) return false;
  return hasTurnsLeft(state, technicianNo, businessDate, policyFor(state, queueId, businessDate));
}

/** On duty, on no clock, neither stopped nor paused: whoever asks for the number can have her or him. */
export function isFree(state: Pick<RotationState, 'technicians' | 'clocks'>, technicianNo: string): boolean {
  if (state.technicians.byNo(technicianNo)?.duty !== 'on' || state.clocks.busyOf(technicianNo) !== null) return false;
  const marks = state.technicians.marks(technicianNo);
  return marks === null || (marks.stoppedSince === null && marks.pausedSince === null);
}

/**
 * Technicians a guest has asked for by number and waits for; for an item that comes after another, from the reminder
 * of that one on.
 */
export function awaitedTechnicians(state: Pick<RotationState, 'clocks'>): Map<string, string> {
  const awaited = new Map<string, string>();
  for (const { choice, roomNo, afterId, passedBy } of state.clocks.waiting()) {
    const technicianNo = numberIn(choice);
    if (technicianNo === null || awaited.has(technicianNo) || passedBy.includes(technicianNo)) continue;
    if (afterId === null || isNearlyOver(state.clocks.ofItem(afterId))) awaited.set(technicianNo, roomNo);
  }
  return awaited;
}

function isNearlyOver(item: readonly Clock[]): boolean {
  return item.filter(isOpen).every(({ remindedAt }) => remindedAt !== null);
}
