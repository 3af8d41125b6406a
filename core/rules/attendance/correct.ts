import type { DecisionContext } from '../../kernel/context.ts';
import { businessDateOf } from '../../kernel/time.ts';
import { isEndUnknown } from '../../model/attendance/day.ts';
import { attendanceError } from '../../model/attendance/errors.ts';
import type { DatedSpell, OnDutyPerson, SpellTimes } from '../../model/attendance/roster.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { staffError } from '../../model/staff/errors.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';
import { requireOpen } from './decide.ts';

/**
 * Puts right what somebody swiped wrongly or forgot: a spell gets other times, one that is missing is added, one that
 * never was is struck. Queues, clocks and pay earned stay as they were: only the hours of attendance follow. A spell
 * that lasts can begin earlier, but ends by going off duty alone, or the queue would not know.
 */
export function correctSpell(
  state: StoreState,
  { person, was, spell, reason }: CommandData<'attendance.correctSpell'>,
  { at }: Pick<DecisionContext, 'at'>,
): StoreEvent[] {
  const { no } = person;
  const before = was && asSeen(state, person, was);
  if (!was) requireKnown(state, person);
  if (before?.onAt === spell?.onAt && before?.offAt === spell?.offAt) throw attendanceError('SPELL_SAME');
  if (before?.offAt === null && (!spell || spell.offAt !== null || spell.onAt > before.onAt)) {
    throw attendanceError('SPELL_OPEN', { no });
  }
  if (spell) {
    if (spell.offAt === null && before?.offAt !== null) throw attendanceError('SPELL_UNENDED');
    if (spell.offAt !== null && spell.offAt <= spell.onAt && !isLeftUnknown(was, spell, at)) {
      throw attendanceError('SPELL_ENDS_FIRST');
    }
    if ((spell.offAt ?? spell.onAt) > at) throw attendanceError('SPELL_IN_FUTURE');
    requireApart(state, person, { before, spell, now: at });
  }
  const after = spell && { ...spell, businessDate: dateOf(state, before, spell) };
  for (const one of [before, after]) if (one) requireOpen(state, one.businessDate);
  return [event('attendance.spellCorrected', { person, before, after, reason })];
}

/** A spell that went over at this moment, and nobody knows since when: the one that may be left without a length. */
function isLeftUnknown(was: SpellTimes | null, spell: SpellTimes, at: number): boolean {
  return isEndUnknown(spell) && was?.offAt === at && was.onAt === spell.onAt;
}

/** The spell that the asker saw. Throws SPELL_CHANGED where it does not stand like that. */
function asSeen(state: StoreState, person: OnDutyPerson, was: SpellTimes): DatedSpell {
  const there = state.attendance.spellsOf(person, was.onAt, was.onAt);
  const found = there.find(({ onAt, offAt }) => onAt === was.onAt && offAt === was.offAt);
  if (!found) throw attendanceError('SPELL_CHANGED', { no: person.no });
  return found;
}

/** Nobody is given a new spell who is not in the settings; one of somebody who left can still be put right. */
function requireKnown(state: StoreState, { kind, no }: OnDutyPerson): void {
  if (kind === 'technician' && !state.site.technicians.has(no)) {
    throw technicianError('TECHNICIAN_UNKNOWN', { technicianNo: no });
  }
  if (kind === 'staff' && !state.site.staff.has(no)) throw staffError('STAFF_UNKNOWN', { staffNo: no });
}

/** Throws SPELL_OVERLAPS where the person was here at these times already, by another spell. */
function requireApart(
  state: StoreState,
  person: OnDutyPerson,
  { before, spell, now }: { before: DatedSpell | null; spell: SpellTimes; now: number },
): void {
  const endsAt = ({ offAt }: SpellTimes) => offAt ?? now;
  const isBefore = ({ onAt, offAt }: SpellTimes) => onAt === before?.onAt && offAt === before.offAt;
  const overlaps = state.attendance
    .spellsOf(person, spell.onAt, endsAt(spell))
    .filter((one) => !isBefore(one))
    // One may begin as another ends.
    .some((one) => one.onAt < endsAt(spell) && (one.offAt === null || one.offAt > spell.onAt));
  if (overlaps) throw attendanceError('SPELL_OVERLAPS', { no: person.no });
}

/** The trading day a spell belongs to: as it was, unless it begins at another time. */
function dateOf(state: StoreState, before: DatedSpell | null, { onAt }: SpellTimes): string {
  if (before?.onAt === onAt) return before.businessDate;
  const { timeZone, businessDayStartsAt } = state.site.site.store;
  return businessDateOf(onAt, timeZone, businessDayStartsAt);
}
