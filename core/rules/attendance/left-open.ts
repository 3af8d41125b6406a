import type { DecisionContext } from '../../kernel/context.ts';
import { addDays, hourMs } from '../../kernel/time.ts';
import { attendanceError } from '../../model/attendance/errors.ts';
import type { OnDutyPerson, OpenSpell } from '../../model/attendance/roster.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';
import { goOffDuty } from '../technicians/decide.ts';
import { requireOpen } from './decide.ts';
import { staffGoesOffDuty } from './staff.ts';

/** Spells that nobody swiped off: asked about after the cut-over, and when the person holds the card again. */

/** Whoever came less long ago may well be here: a night may go on past the cut-over. */
const longestShiftMs = 12 * hourMs;

/**
 * Who is on duty since an earlier trading day and longer than anybody works, with nobody having said today that she or
 * he is here. Whoever works on a clock is here. Of one person where one is named.
 */
export function leftOpen(
  state: Pick<StoreState, 'attendance' | 'clocks'>,
  { at, businessDate }: Pick<DecisionContext, 'at' | 'businessDate'>,
  person?: OnDutyPerson,
): OpenSpell[] {
  const isAtWork = ({ kind, no }: OnDutyPerson) =>
    kind === 'technician' && state.clocks.busyOf(no)?.state === 'started';
  return state.attendance
    .openSpells(person)
    .filter((spell) => spell.businessDate < businessDate && (spell.seenOn ?? '') < businessDate)
    .filter((spell) => at - spell.onAt >= longestShiftMs && !isAtWork(spell.person));
}

/**
 * Somebody went home without a swipe: goes off duty now, and the spell is put right to the end that is told. Where
 * nobody knows it the spell has no length until a manager gives it one. An end that is told makes a spell shorter than
 * going off duty now would, so whoever may do that may tell it; hours of the present day are a manager's to correct.
 * Throws SPELL_CHANGED, SPELL_OF_TODAY, SPELL_ENDS_FIRST, SPELL_IN_FUTURE, SPELL_TOO_SHORT, MONTH_CLOSED, and what going
 * off duty throws.
 */
export function endSpell(
  state: StoreState,
  { person, onAt, offAt, reason }: CommandData<'attendance.endSpell'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const { businessDate } = openSince(state, person, onAt);
  if (businessDate >= ctx.businessDate) throw attendanceError('SPELL_OF_TODAY', { no: person.no });
  if (offAt !== null && offAt <= onAt) throw attendanceError('SPELL_ENDS_FIRST');
  if (offAt !== null && offAt > ctx.at) throw attendanceError('SPELL_IN_FUTURE');
  if (offAt !== null && offAt < lastWorkOf(state, person, ctx.businessDate)) {
    throw attendanceError('SPELL_TOO_SHORT', { no: person.no });
  }
  requireOpen(state, businessDate);
  const going =
    person.kind === 'technician'
      ? goOffDuty(state, { technicianNo: person.no }, ctx)
      : staffGoesOffDuty(state, { staffNo: person.no });
  // Ended at this moment: that is a going like any other, and nothing is put right.
  if (offAt === ctx.at) return going;
  const before = { onAt, offAt: ctx.at, businessDate };
  return [
    ...going,
    event('attendance.spellCorrected', { person, before, after: { ...before, offAt: offAt ?? onAt }, reason }),
  ];
}

/** Somebody said that she or he is here. Throws SPELL_CHANGED, SPELL_OF_TODAY, SPELL_SAME. */
export function stillHere(
  state: StoreState,
  { person, onAt }: CommandData<'attendance.stillHere'>,
  { businessDate }: Pick<DecisionContext, 'businessDate'>,
): StoreEvent[] {
  const spell = openSince(state, person, onAt);
  if (spell.businessDate >= businessDate) throw attendanceError('SPELL_OF_TODAY', { no: person.no });
  if (spell.seenOn !== null && spell.seenOn >= businessDate) throw attendanceError('SPELL_SAME');
  return [event('attendance.stillHere', { person, onAt })];
}

/** The spell that lasts, as the asker saw it. Throws SPELL_CHANGED where it does not. */
function openSince(state: StoreState, person: OnDutyPerson, onAt: number): OpenSpell {
  const found = state.attendance.openSpells(person).find((spell) => spell.onAt === onAt);
  if (!found) throw attendanceError('SPELL_CHANGED', { no: person.no });
  return found;
}

/** When somebody's last clock of this trading day or the one before began or ended, UTC ms. */
function lastWorkOf(state: StoreState, { kind, no }: OnDutyPerson, businessDate: string): number {
  if (kind !== 'technician') return Number.NEGATIVE_INFINITY;
  const clocks = [addDays(businessDate, -1), businessDate].flatMap((date) => state.clocks.onDay(no, date));
  return Math.max(Number.NEGATIVE_INFINITY, ...clocks.flatMap(({ startedAt, endedAt }) => endedAt ?? startedAt ?? []));
}
