import type { Clock } from '../clocks/clock.ts';

/** What is kept of a technician; whether called or working is derived from the clocks. */
export interface TechnicianRecord {
  no: string;
  duty: 'off' | 'on' | 'resting';
  /** Since when in this duty, UTC ms. */
  since: number | null;
  /** When a rest must end, UTC ms. */
  restUntil: number | null;
}

export const technicianStates = ['off-duty', 'idle', 'called', 'working', 'resting', 'paused'] as const;
export type TechnicianState = (typeof technicianStates)[number];

/** The state of a technician, given the clock that occupies her or him (called or started), if any, and the marks. */
export function technicianState(
  record: Pick<TechnicianRecord, 'duty'>,
  busyWith: Pick<Clock, 'state'> | null,
  marks: Pick<TechnicianMarks, 'stoppedSince' | 'pausedSince'> | null = null,
): TechnicianState {
  if (busyWith) return busyWith.state === 'started' ? 'working' : 'called';
  if (record.duty === 'off') return 'off-duty';
  if (record.duty === 'resting') return 'resting';
  return marks && (marks.stoppedSince !== null || marks.pausedSince !== null) ? 'paused' : 'idle';
}

/** What keeps a technician who is on duty from being called. The place in the queue stays as it is. */
export interface TechnicianMarks {
  technicianNo: string;
  /** 留牌: a regular is coming; the rotation passes until then (UTC ms), the guest who asks gets her or him. */
  heldUntil: number | null;
  /** 停牌: a manager gives no clocks until further notice, neither by rotation nor by number. */
  stoppedSince: number | null;
  /** 下钟后暂停: asked for, and comes with the end of the clock. */
  pauseAsked: boolean;
  pausedSince: number | null;
  /** Why held, stopped or paused. */
  reason: string | null;
}
