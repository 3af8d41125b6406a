import { addDays, businessDateOf, dayMs, localTime, minuteMs, minutesOfDay } from '../../kernel/time.ts';
import type { LeaveKind } from './leave.ts';
import type { DutyBreak, DutySpell, SpellTimes } from './roster.ts';
import type { RosterEntry } from './roster-entry.ts';
import type { AttendanceRules } from './rules.ts';

/** One technician's trading day: the roster against the swipes. */

export interface StoreDay {
  timeZone: string;
  /** `HH:MM`, when the trading day begins. */
  businessDayStartsAt: string;
}

/**
 * `planned` until a shift's start and its tolerance are over, `missing` from then on, `absent` when the shift has
 * ended without a swipe; `worked` without a shift is `extra`.
 */
export type DayState = 'none' | 'off' | 'leave' | 'planned' | 'missing' | 'absent' | 'worked' | 'extra';

export interface AttendanceDay {
  state: DayState;
  leave: LeaveKind | null;
  /** First coming and last going, UTC ms; `offAt` null while on duty. */
  onAt: number | null;
  offAt: number | null;
  /** The shift's times, UTC ms. */
  fromAt: number | null;
  toAt: number | null;
  /** A spell of the day was never swiped off: it counts no minutes until somebody says when it ended. */
  isUnended: boolean;
  /** Whole minutes after the shift's start, 0 within the tolerance. */
  lateMinutes: number;
  /** Whole minutes before the shift's end, 0 within the tolerance or while on duty. */
  earlyMinutes: number;
  /** On duty, breaks included. */
  workedMinutes: number;
  restMinutes: number;
  mealMinutes: number;
  /** Of breaks that took longer than they may. */
  overrunMinutes: number;
}

/**
 * The instant of a wall-clock time, UTC ms. A time that a DST change skips is the one an hour later, one that comes
 * twice is the first (as RFC 5545 has it), east and west of Greenwich.
 */
export function instantOf(date: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  // No zone changes twice within two days.
  const before = offsetAt(wanted - dayMs, timeZone);
  const after = offsetAt(wanted + dayMs, timeZone);
  const first = wanted - before;
  if (before === after || offsetAt(first, timeZone) === before) return first;
  const then = wanted - after;
  return offsetAt(then, timeZone) === after ? then : first;
}

/**
 * The first time after an instant that the store's wall clock showed `HH:MM`, UTC ms: what somebody means who says when
 * she or he went.
 */
export function firstAfter(onAt: number, time: string, timeZone: string): number {
  const { date } = localTime(onAt, timeZone);
  const sameDay = instantOf(date, time, timeZone);
  return sameDay > onAt ? sameDay : instantOf(addDays(date, 1), time, timeZone);
}

/** How far a zone's wall clock is ahead of UTC at an instant, ms. */
function offsetAt(at: number, timeZone: string): number {
  const minute = Math.floor(at / minuteMs) * minuteMs;
  const local = localTime(minute, timeZone);
  return Date.parse(`${local.date}T${two(local.hour)}:${two(local.minute)}:00Z`) - minute;
}

/** A shift's times on a trading day: times before the cut-over are of the next morning, and so is an end before the start. */
export function shiftSpan(
  date: string,
  { from, to }: { from: string; to: string },
  { timeZone, businessDayStartsAt }: StoreDay,
): { fromAt: number; toAt: number } {
  const startsNext = minutesOfDay(from) < minutesOfDay(businessDayStartsAt);
  const fromDate = startsNext ? addDays(date, 1) : date;
  const toDate = minutesOfDay(to) <= minutesOfDay(from) ? addDays(fromDate, 1) : fromDate;
  return { fromAt: instantOf(fromDate, from, timeZone), toAt: instantOf(toDate, to, timeZone) };
}

/** Over, but nobody knows when it ended: such a spell has no length until a manager gives it an end. */
export function isEndUnknown({ onAt, offAt }: SpellTimes): boolean {
  return offAt === onAt;
}

/**
 * Judges one day. `spells` and `breaks` are those that began on it; `before`, an earlier spell, counts when it lasted
 * into the shift (somebody who never left is not late).
 */
export function attendanceDay(
  date: string,
  entry: RosterEntry | null,
  {
    spells,
    breaks,
    before,
  }: {
    spells: readonly Pick<DutySpell, 'onAt' | 'offAt'>[];
    breaks: readonly DutyBreak[];
    before: DutySpell | null;
  },
  rules: Pick<AttendanceRules, 'lateMinutes' | 'earlyMinutes'>,
  store: StoreDay,
  now: number,
): AttendanceDay {
  const shift = entry?.kind === 'shift' ? shiftSpan(date, entry, store) : null;
  const stayed = shift && before && (before.offAt ?? now) > shift.fromAt && now > shift.fromAt ? [before] : [];
  const present = [...stayed, ...spells];
  const onAt = present[0]?.onAt ?? null;
  const isPast = date < businessDateOf(now, store.timeZone, store.businessDayStartsAt);
  const isUnended = (spell: Pick<DutySpell, 'onAt' | 'offAt'>) =>
    isEndUnknown(spell) || (isPast && spell.offAt === null);
  const last = present.at(-1);
  const offAt = !last || isUnended(last) ? null : last.offAt;
  const lengthOf = (from: number, to: number | null) => Math.max(0, (to ?? now) - from);
  const sumOf = (kind: DutyBreak['kind']) =>
    breaks.filter((one) => one.kind === kind).reduce((sum, one) => sum + lengthOf(one.fromAt, one.toAt), 0);
  const overrunMs = breaks.reduce((sum, one) => sum + lengthOf(one.untilAt, one.toAt), 0);
  return {
    state: stateOf(entry, shift, onAt !== null, rules, now),
    leave: entry?.kind === 'leave' ? entry.leave : null,
    onAt,
    offAt,
    fromAt: shift?.fromAt ?? null,
    toAt: shift?.toAt ?? null,
    lateMinutes: shift && onAt !== null ? beyond(onAt - shift.fromAt, rules.lateMinutes) : 0,
    earlyMinutes: shift && offAt !== null ? beyond(shift.toAt - offAt, rules.earlyMinutes) : 0,
    isUnended: spells.some(isUnended),
    workedMinutes: minutes(
      spells.filter((spell) => !isUnended(spell)).reduce((sum, spell) => sum + lengthOf(spell.onAt, spell.offAt), 0),
    ),
    restMinutes: minutes(sumOf('rest')),
    mealMinutes: minutes(sumOf('meal')),
    overrunMinutes: minutes(overrunMs),
  };
}

function stateOf(
  entry: RosterEntry | null,
  shift: { fromAt: number; toAt: number } | null,
  wasHere: boolean,
  { lateMinutes }: Pick<AttendanceRules, 'lateMinutes'>,
  now: number,
): DayState {
  if (wasHere) return shift ? 'worked' : 'extra';
  if (!entry) return 'none';
  if (!shift) return entry.kind === 'leave' ? 'leave' : 'off';
  if (now <= shift.fromAt + lateMinutes * minuteMs) return 'planned';
  return now < shift.toAt ? 'missing' : 'absent';
}

/** Whole minutes past a tolerance, counted from the shift's time itself; 0 within the tolerance. */
function beyond(byMs: number, toleranceMinutes: number): number {
  return byMs > toleranceMinutes * minuteMs ? minutes(byMs) : 0;
}

function minutes(ms: number): number {
  return Math.floor(ms / minuteMs);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
