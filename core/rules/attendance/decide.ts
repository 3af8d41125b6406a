import { monthOf } from '../../kernel/month.ts';
import { addDays, dayMs } from '../../kernel/time.ts';
import { attendanceError } from '../../model/attendance/errors.ts';
import type { RosterEntry } from '../../model/attendance/roster-entry.ts';
import { attendanceRulesOf } from '../../model/attendance/rules.ts';
import type { CommandData } from '../../model/commands.ts';
import { commissionError } from '../../model/commission/errors.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';

/** Puts technicians down for shifts, leave or a day off, or takes what stood there away. A closed month stays. */
export function setRoster(state: StoreState, { entries }: CommandData<'attendance.setRoster'>): StoreEvent[] {
  const { shifts } = attendanceRulesOf(state.site.site);
  const seen = new Set<string>();
  const set = entries.map(({ technicianNo, date, entry }) => {
    if (!state.site.technicians.has(technicianNo)) throw technicianError('TECHNICIAN_UNKNOWN', { technicianNo });
    requireOpen(state, date);
    const key = `${technicianNo} ${date}`;
    if (seen.has(key)) throw attendanceError('ROSTER_TWICE', { technicianNo, date });
    seen.add(key);
    if (entry?.kind !== 'shift') {
      return { technicianNo, date, entry: entry?.kind === 'leave' ? { ...entry, note: entry.note ?? null } : entry };
    }
    const shift = shifts.find(({ code }) => code === entry.code);
    if (!shift) throw attendanceError('SHIFT_UNKNOWN', { code: entry.code });
    const { code, from, to } = shift;
    return { technicianNo, date, entry: { kind: 'shift', code, from, to } satisfies RosterEntry };
  });
  return [event('attendance.rosterSet', { entries: set })];
}

/** Puts everybody down for a week as for another one; shifts with the times they had there. Leave is not repeated. */
export function copyWeek(state: StoreState, data: CommandData<'attendance.copyWeek'>): StoreEvent[] {
  const { fromMonday, toMonday } = data;
  const days = (Date.parse(toMonday) - Date.parse(fromMonday)) / dayMs;
  const entries = state.attendance
    .roster(fromMonday, addDays(fromMonday, 6))
    .filter(({ technicianNo, entry }) => entry.kind !== 'leave' && state.site.technicians.has(technicianNo))
    .map(({ technicianNo, date, entry }) => ({ technicianNo, date: addDays(date, days), entry }));
  if (entries.length === 0) throw attendanceError('ROSTER_EMPTY', { date: fromMonday });
  // What is already planned there stays: leave asked for, days swapped.
  const there = state.attendance.roster(toMonday, addDays(toMonday, 6));
  const planned = new Set(there.map(({ technicianNo, date }) => `${technicianNo} ${date}`));
  const missing = entries.filter(({ technicianNo, date }) => !planned.has(`${technicianNo} ${date}`));
  if (missing.length === 0) throw attendanceError('ROSTER_FULL', { date: toMonday });
  for (const { date } of missing) requireOpen(state, date);
  return [event('attendance.rosterSet', { entries: missing })];
}

/** Throws MONTH_CLOSED for a day of a month whose pay is closed. */
export function requireOpen(state: StoreState, date: string): void {
  const month = monthOf(date);
  if (state.pay.isClosed(month)) throw commissionError('MONTH_CLOSED', { month });
}
