import type { DecisionContext } from '../../kernel/context.ts';
import { minuteMs } from '../../kernel/time.ts';
import { attendanceError } from '../../model/attendance/errors.ts';
import { attendanceOf, type DatedAttendance } from '../../model/attendance/month.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';
import { oneAfterAnother } from '../rotation/after-moves.ts';
import { comeOnDuty } from '../technicians/decide.ts';

/** Who is brought on duty by a roll call (点名), `due`; or why somebody is not. */
export const rollCallVerdicts = [
  'due',
  'on-duty',
  'no-roster',
  'leave',
  'day-off',
  'shift-later',
  'shift-over',
  'went-home',
  'card-lost',
] as const;
export type RollCallVerdict = (typeof rollCallVerdicts)[number];

/** One technician at a roll call. */
export interface RollCallEntry {
  technicianNo: string;
  verdict: RollCallVerdict;
}

/** The roll is called before a shift begins: from so long before, her or his shift is the present one. */
const beforeShiftMs = 30 * minuteMs;

type RollCallState = Pick<StoreState, 'site' | 'attendance' | 'technicians'>;
type Moment = Pick<DecisionContext, 'at' | 'businessDate'>;

/** The verdict of everybody in the settings now: those whose shifts begin first stand first, then the order of the site. */
export function rollCall(state: RollCallState, { at, businessDate }: Moment): RollCallEntry[] {
  const begins = ({ day }: DatedAttendance) => day.fromAt ?? Number.POSITIVE_INFINITY;
  return attendanceOf(state.site, state.attendance, [businessDate], at)
    .filter(({ technicianNo }) => state.site.technicians.has(technicianNo))
    .toSorted((one, other) => (begins(one) === begins(other) ? 0 : begins(one) - begins(other)))
    .map((one) => ({ technicianNo: one.technicianNo, verdict: verdictOf(state, one, at) }));
}

function verdictOf(state: RollCallState, { technicianNo, entry, day }: DatedAttendance, at: number): RollCallVerdict {
  const { duty } = state.technicians.byNo(technicianNo) ?? { duty: 'off' };
  if (duty !== 'off') return 'on-duty';
  if (!entry) return 'no-roster';
  if (entry.kind === 'leave') return 'leave';
  if (entry.kind === 'off' || day.fromAt === null || day.toAt === null) return 'day-off';
  if (at < day.fromAt - beforeShiftMs) return 'shift-later';
  if (at >= day.toAt) return 'shift-over';
  if (day.offAt !== null && day.offAt >= day.fromAt - beforeShiftMs) return 'went-home';
  const card = state.site.technicians.get(technicianNo)?.card ?? '';
  return state.site.lostCards.has(card) ? 'card-lost' : 'due';
}

/**
 * Brings everybody on duty who was shown to be due and still is, one after another, in the order of the roll call.
 * Whoever came or was given leave meanwhile is left out. Throws ROLL_CALL_NOBODY where nobody is left.
 */
export function bringOnDuty(
  state: StoreState,
  { technicianNos }: CommandData<'attendance.bringOnDuty'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const shown = new Set(technicianNos);
  const due = rollCall(state, ctx).filter(({ technicianNo, verdict }) => verdict === 'due' && shown.has(technicianNo));
  if (due.length === 0) throw attendanceError('ROLL_CALL_NOBODY');
  return oneAfterAnother(state, due, (now, { technicianNo }) => comeOnDuty(now, { technicianNo }, ctx));
}
