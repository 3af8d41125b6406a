import { shiftSpan } from '../../../core/model/attendance/day.ts';
import type { OpenSpell } from '../../../core/model/attendance/roster.ts';
import { personName, personNo } from '../../../core/model/site/names.ts';
import type { StoreState } from '../../../core/model/state.ts';
import { leftOpen } from '../../../core/rules/attendance/left-open.ts';
import { rollCall } from '../../../core/rules/attendance/roll-call.ts';
import type { LeftOpenRow, OnDutyRow, PresenceRow } from './views.ts';

/** Who is here today, with groups, since when on duty, and what a roll call would make of each. */
export function onDutyRows(
  state: StoreState,
  presence: readonly PresenceRow[],
  moment: { at: number; businessDate: string },
): OnDutyRow[] {
  const verdicts = new Map(rollCall(state, moment).map(({ technicianNo, verdict }) => [technicianNo, verdict]));
  const technicians = state.attendance.openSpells().filter(({ person }) => person.kind === 'technician');
  const since = new Map(technicians.map(({ person, onAt }) => [person.no, onAt]));
  return presence.map((row) =>
    row.isStaff
      ? { ...row, groups: [], onSince: state.attendance.staffOnDutySince(row.no), rollCall: null }
      : {
          ...row,
          groups: state.site.technicians.get(row.no)?.groups ?? [],
          onSince: since.get(row.no) ?? null,
          rollCall: verdicts.get(row.no) ?? null,
        },
  );
}

/** Who did not swipe off on an earlier trading day, technicians before other staff, by number. */
export function leftOpenRows(state: StoreState, moment: { at: number; businessDate: string }): LeftOpenRow[] {
  return leftOpen(state, moment).map((spell) => ({
    ...{ person: spell.person, onAt: spell.onAt, date: spell.businessDate },
    no: personNo(state.settings, spell.person.no),
    name: personName(state.settings, spell.person.no),
    probablyAt: probableEnd(state, spell, moment.at),
  }));
}

function probableEnd(state: StoreState, { person, onAt, businessDate }: OpenSpell, now: number): number | null {
  if (person.kind !== 'technician') return null;
  const [entry] = state.attendance.roster(businessDate, businessDate, person.no);
  const shiftEnd =
    entry?.entry.kind === 'shift' ? [shiftSpan(businessDate, entry.entry, state.site.site.store).toAt] : [];
  const clockEnds = state.clocks.onDay(person.no, businessDate).flatMap(({ endedAt }) => endedAt ?? []);
  const last = Math.max(...shiftEnd, ...clockEnds);
  return last > onAt && last <= now ? last : null;
}
