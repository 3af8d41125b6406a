import type { DecisionContext } from '../../kernel/context.ts';
import { formatTime, minuteMs } from '../../kernel/time.ts';
import { isOpen } from '../../model/clocks/clock.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { queuesOf } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';
import { technicianOf } from '../../model/technicians/find.ts';

import { awaitedTechnicians } from '../rotation/choose.ts';
import type { RotationState } from '../rotation/policy-in-force.ts';
import { policyFor } from '../rotation/policy-in-force.ts';

/**
 * Holds the place of somebody free for a guest who is coming. Throws HOLD_TOO_LONG, and ALREADY_HELD where it would
 * make a hold longer than the policy allows by asking again.
 */
export function holdPlace(
  state: StoreState,
  { technicianNo, minutes, reason }: CommandData<'technician.hold'>,
  ctx: DecisionContext,
): StoreEvent[] {
  requireOnDuty(state, technicianNo);
  const busy = state.clocks.busyOf(technicianNo);
  if (busy) throw technicianError('TECHNICIAN_BUSY', { technicianNo, roomNo: busy.roomNo });
  const heldUntil = state.technicians.marks(technicianNo)?.heldUntil ?? null;
  if (heldUntil !== null && heldUntil > ctx.at) {
    throw technicianError('ALREADY_HELD', {
      technicianNo,
      until: formatTime(heldUntil, state.site.site.store.timeZone),
    });
  }
  const technician = state.site.technicians.get(technicianNo);
  const limits = (technician ? queuesOf(state.site, technician) : []).map(
    (queueId) => policyFor(state, queueId, ctx.businessDate).holdMinutes,
  );
  const limitMinutes = Math.max(...limits);
  const asked = minutes ?? limitMinutes;
  if (asked > limitMinutes) throw technicianError('HOLD_TOO_LONG', { technicianNo, minutes: limitMinutes });
  return [event('technician.held', { technicianNo, until: ctx.at + asked * minuteMs, reason })];
}

export function endHold(state: StoreState, { technicianNo }: CommandData<'technician.endHold'>): StoreEvent[] {
  technicianOf(state, technicianNo);
  if ((state.technicians.marks(technicianNo)?.heldUntil ?? null) === null)
    throw technicianError('NOT_HELD', { technicianNo });
  return [event('technician.holdEnded', { technicianNo, why: 'by-hand' })];
}

/** Ends the holds whose time is up; asked by the store's own clock. */
export function endDueHolds(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  return state.technicians
    .allMarks()
    .filter(({ heldUntil }) => heldUntil !== null && heldUntil <= ctx.at)
    .map(({ technicianNo }) => event('technician.holdEnded', { technicianNo, why: 'time' }));
}

export function stopTechnician(
  state: StoreState,
  { technicianNo, reason }: CommandData<'technician.stop'>,
): StoreEvent[] {
  technicianOf(state, technicianNo);
  if ((state.technicians.marks(technicianNo)?.stoppedSince ?? null) !== null) {
    throw technicianError('TECHNICIAN_STOPPED', { technicianNo });
  }
  return [event('technician.stopped', { technicianNo, reason })];
}

/** Ends a stop (停牌). */
export function letGoOn(state: StoreState, { technicianNo, reason }: CommandData<'technician.letGoOn'>): StoreEvent[] {
  technicianOf(state, technicianNo);
  if ((state.technicians.marks(technicianNo)?.stoppedSince ?? null) === null)
    throw technicianError('NOT_STOPPED', { technicianNo });
  return [event('technician.stopEnded', { technicianNo, reason })];
}

/**
 * No more clocks after the present one; at once where there is none. Asked again it is taken back. Throws
 * TECHNICIAN_AWAITED where a guest who asked for the number would wait in vain.
 */
export function pauseAfterCurrent(
  state: StoreState,
  { technicianNo, isOn, reason }: CommandData<'technician.pauseAfter'>,
): StoreEvent[] {
  requireOnDuty(state, technicianNo);
  const marks = state.technicians.marks(technicianNo);
  const isPaused = (marks?.pausedSince ?? null) !== null;
  if (!isOn) {
    if (!isPaused && !marks?.pauseAsked) throw technicianError('NOT_PAUSED', { technicianNo });
    return [event('technician.pauseEnded', { technicianNo })];
  }
  if (isPaused || marks?.pauseAsked) throw technicianError('TECHNICIAN_PAUSED', { technicianNo });
  const roomNo = awaitedTechnicians(state).get(technicianNo);
  if (roomNo !== undefined) throw technicianError('TECHNICIAN_AWAITED', { technicianNo, roomNo });
  return [event('technician.pauseAsked', { technicianNo, reason: reason ?? null })];
}

/**
 * What follows from the marks as things stand: a hold ends with the call it was for, a pause begins with the end of
 * the clock. Asked after every event, before anybody is called.
 */
export function settleMarks(state: Pick<RotationState, 'technicians' | 'clocks'>): StoreEvent[] {
  return state.technicians.allMarks().flatMap(({ technicianNo, heldUntil, pauseAsked }) => {
    const isBusy = state.clocks.busyOf(technicianNo) !== null;
    if (heldUntil !== null && isBusy) return [event('technician.holdEnded', { technicianNo, why: 'called' })];
    if (pauseAsked && !isBusy && !goesOn(state, technicianNo)) return [event('technician.paused', { technicianNo })];
    return [];
  });
}

/** Whether a guest's next item is hers or his, and its time has come: the pause begins after that. */
function goesOn(state: Pick<RotationState, 'clocks'>, technicianNo: string): boolean {
  return state.clocks.waiting().some(({ choice, afterId }) => {
    if (choice.kind !== 'same' || afterId === null) return false;
    const first = state.clocks.ofItem(afterId);
    return !first.some(isOpen) && first.some((one) => one.technicianNo === technicianNo && one.state === 'ended');
  });
}

/** Going home ends a hold and a pause; a stop stays until somebody ends it. */
export function marksAtGoing(state: StoreState, technicianNo: string): StoreEvent[] {
  const marks = state.technicians.marks(technicianNo);
  if (!marks) return [];
  return [
    ...(marks.heldUntil === null ? [] : [event('technician.holdEnded', { technicianNo, why: 'off-duty' })]),
    ...(marks.pausedSince === null && !marks.pauseAsked ? [] : [event('technician.pauseEnded', { technicianNo })]),
  ];
}

function requireOnDuty(state: StoreState, technicianNo: string): void {
  const { duty } = technicianOf(state, technicianNo);
  if (duty === 'off') throw technicianError('TECHNICIAN_OFF_DUTY', { technicianNo });
  if (duty === 'resting') throw technicianError('TECHNICIAN_RESTING', { technicianNo });
}
