import { isBusy } from '../../core/model/clocks/clock.ts';
import type { DispatchPayload, JobPayload } from '../../core/model/jobs.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { Job } from '../../db/operational/jobs.ts';

type CallPayload = Pick<DispatchPayload, 'clockId' | 'technicianNo' | 'serviceCode'>;
type ReminderPayload = Extract<JobPayload, { kind: 'announce-reminder' | 'terminal-reminder' }>;

/**
 * Whether what a job tells is no longer so: a device that was away must not send people where nobody waits for them.
 * Bills are never overtaken: what was paid stays paid.
 * @param at UTC ms
 */
export function isOvertaken(job: Pick<Job, 'payload' | 'createdAt'>, state: StoreState, at: number): boolean {
  const { payload } = job;
  switch (payload.kind) {
    case 'announce-call':
    case 'print-dispatch':
      return !callStands(payload, job.createdAt, state);
    case 'announce-reminder':
    case 'terminal-reminder':
      return !reminderStands(payload, state, at);
    case 'announce-service': {
      const call = state.serviceCalls.byId(payload.callId);
      return call === null || call.answeredAt !== null;
    }
    case 'print-order':
      return !payload.lines.some((line) => isStillToMake(line.lineId, state));
    case 'print-why':
    case 'print-bill':
    case 'print-pre-bill':
    case 'print-payslip':
      return false;
  }
}

/** Whether kitchen or bar still has something to do for an order line. */
export function isStillToMake(lineId: string, state: StoreState): boolean {
  const line = state.goods.line(lineId);
  return line !== null && line.cancelledAt === null && line.deliveredAt === null;
}

/**
 * A technician who takes over a running clock is called to it while it runs; everybody else until the start, and for
 * the item that it is now.
 */
function callStands({ clockId, technicianNo, serviceCode }: CallPayload, calledAt: number, state: StoreState): boolean {
  const clock = state.clocks.byId(clockId);
  if (!clock || clock.technicianNo !== technicianNo || !isBusy(clock)) return false;
  if (clock.state === 'called') return clock.serviceCode === serviceCode;
  return clock.startedAt !== null && clock.startedAt < calledAt;
}

/** Until the time is up, or was prolonged: then the clock is reminded of anew. */
function reminderStands(payload: ReminderPayload, state: StoreState, at: number): boolean {
  const clock = state.clocks.byId(payload.clockId);
  if (clock?.state !== 'started' || clock.technicianNo !== payload.technicianNo) return false;
  if (payload.kind === 'terminal-reminder' && payload.extendedMinutes !== undefined)
    return clock.dueAt === payload.dueAt;
  if (clock.remindedAt === null || clock.dueAt === null) return false;
  if (payload.kind === 'terminal-reminder') return clock.dueAt === payload.dueAt;
  return clock.dueAt > at;
}
