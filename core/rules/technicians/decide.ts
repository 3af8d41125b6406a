import type { DecisionContext } from '../../kernel/context.ts';
import { minuteMs } from '../../kernel/time.ts';
import { attendanceRulesOf } from '../../model/attendance/rules.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { settingDefaults } from '../../model/site/defaults.ts';
import { queuesOf } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';
import { technicianOf } from '../../model/technicians/find.ts';
import type { TechnicianRecord } from '../../model/technicians/technician.ts';

import { technicianReserved } from '../reservations/locks.ts';
import { awaitedTechnicians } from '../rotation/choose.ts';
import { movesForDuty } from '../rotation/moves.ts';
import type { RotationState } from '../rotation/policy-in-force.ts';
import { marksAtGoing } from './marks.ts';

/** Comes on duty; the first coming of the first day of all goes by the policy's own words for it. */
export function comeOnDuty(
  state: RotationState,
  { technicianNo }: CommandData<'technician.comeOnDuty'>,
  ctx: DecisionContext,
): StoreEvent[] {
  if (technicianOf(state, technicianNo).duty !== 'off') throw technicianError('TECHNICIAN_ON_DUTY', { technicianNo });
  const firstDay = isFirstComing(state, technicianNo, ctx.businessDate);
  const again = hasJoined(state, technicianNo, ctx.businessDate);
  return [
    event('technician.cameOnDuty', { technicianNo, firstDay, ...(again && { again: true as const }) }),
    ...movesForDuty(state, firstDay ? 'first-day' : 'on-duty', technicianNo, ctx),
  ];
}

/** Whether somebody comes for the first time on her or his first day: a second coming is like everybody else's. */
export function isFirstComing(state: RotationState, technicianNo: string, businessDate: string): boolean {
  const isFirstDay = state.site.technicians.get(technicianNo)?.hiredOn === businessDate;
  return isFirstDay && !hasJoined(state, technicianNo, businessDate);
}

/** Whether somebody stood in a queue on a trading day. */
export function hasJoined(state: RotationState, technicianNo: string, businessDate: string): boolean {
  const technician = state.site.technicians.get(technicianNo);
  if (!technician) return false;
  return queuesOf(state.site, technician).some((queueId) =>
    state.rotation.hasJoined(queueId, technicianNo, businessDate),
  );
}

export function goOffDuty(
  state: StoreState,
  { technicianNo }: CommandData<'technician.goOffDuty'>,
  ctx: DecisionContext,
): StoreEvent[] {
  if (technicianOf(state, technicianNo).duty === 'off') throw technicianError('TECHNICIAN_OFF_DUTY', { technicianNo });
  requireFree(state, technicianNo);
  return [
    ...marksAtGoing(state, technicianNo),
    event('technician.wentOffDuty', { technicianNo }),
    ...movesForDuty(state, 'off-duty', technicianNo, ctx),
  ];
}

export function takeRest(
  state: StoreState,
  { technicianNo, kind }: CommandData<'technician.rest'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const { duty } = technicianOf(state, technicianNo);
  if (duty === 'off') throw technicianError('TECHNICIAN_OFF_DUTY', { technicianNo });
  if (duty === 'resting') throw technicianError('TECHNICIAN_RESTING', { technicianNo });
  requireFree(state, technicianNo);
  const until = restUntil(state, kind, ctx.at);
  return [event('technician.tookRest', { technicianNo, until, ...(kind === 'meal' ? { kind } : {}) })];
}

/** When a rest or meal that begins at an instant must end, UTC ms both. */
export function restUntil(
  { site: { site } }: Pick<StoreState, 'site'>,
  kind: 'rest' | 'meal' | undefined,
  at: number,
): number {
  const minutes =
    kind === 'meal'
      ? attendanceRulesOf(site).mealMinutes
      : (site.store.restMinutes ?? settingDefaults.store.restMinutes);
  return at + minutes * minuteMs;
}

export function comeBack(
  state: StoreState,
  { technicianNo }: CommandData<'technician.comeBack'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const technician = technicianOf(state, technicianNo);
  if (technician.duty !== 'resting') throw technicianError('TECHNICIAN_NOT_RESTING', { technicianNo });
  const late = isLateBack(technician, ctx.at);
  return [
    event('technician.cameBack', {
      ...{ technicianNo, late },
      ...(late && ctx.actor !== technicianNo && { byOther: true as const }),
    }),
    ...movesForDuty(state, late ? 'back-late' : 'back-in-time', technicianNo, ctx),
  ];
}

/** Whether somebody who comes back at an instant (UTC ms) has rested longer than that may take. */
export function isLateBack(technician: TechnicianRecord | null, at: number): boolean {
  return technician !== null && technician.restUntil !== null && at > technician.restUntil;
}

/** Neither called, nor working, nor waited for by a guest who asked for this number, nor kept for one who will come. */
function requireFree(state: StoreState, technicianNo: string): void {
  const busy = state.clocks.busyOf(technicianNo);
  if (busy) throw technicianError('TECHNICIAN_BUSY', { technicianNo, roomNo: busy.roomNo });
  const roomNo = awaitedTechnicians(state).get(technicianNo);
  if (roomNo !== undefined) throw technicianError('TECHNICIAN_AWAITED', { technicianNo, roomNo });
  const lock = state.reservations.locks().find((one) => one.technicianNo === technicianNo);
  if (lock) throw technicianReserved(state, lock);
}
