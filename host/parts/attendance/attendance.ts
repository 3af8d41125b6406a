import type { Language } from '../../../core/kernel/money.ts';
import { daysOf, monthOf } from '../../../core/kernel/month.ts';
import { addDays, formatTime } from '../../../core/kernel/time.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import { attendanceOf, sumsOf } from '../../../core/model/attendance/month.ts';
import { attendanceRulesOf } from '../../../core/model/attendance/rules.ts';
import { rosterMissesOf } from '../../../core/model/reservations/off-roster.ts';
import { staffAttendance } from '../../../core/rules/attendance/staff.ts';
import type { StoreReader } from '../../../db/store-reader.ts';
import type { FileView } from '../../contract/views.ts';
import { sheetWords as words } from '../../paper/sheet-words.ts';
import { type Cell, type Sheet, workbook } from '../../paper/workbook.ts';
import type { AttendanceMonthView, BookedAgainst, PresenceRow, RosterWeekView } from './views.ts';
import { dayStateWords, leaveWords } from './words.ts';

export interface AttendanceBookOptions {
  /** A connection's view of the store. */
  db: Pick<StoreReader, 'state'>;
  now(): number;
  businessDate(): string;
}

/** Rosters and swipes, for screens and sheets. */
export class AttendanceBook {
  readonly #options: AttendanceBookOptions;

  constructor(options: AttendanceBookOptions) {
    this.#options = options;
  }

  week(date: string | null): RosterWeekView {
    const today = this.#options.businessDate();
    const monday = mondayOf(date ?? today);
    const dates = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    const { site } = this.#options.db.state;
    const days = this.#days(dates);
    const against = this.#bookedAgainst(dates);
    return {
      dates,
      today,
      shifts: attendanceRulesOf(site.site).shifts,
      technicians: site.site.technicians.map(({ no, name, groups }) => ({
        ...{ no, name, groups },
        days: (days.get(no) ?? []).map(({ date, entry, day }) => ({
          ...{ date, entry, day, booked: against.get(`${no} ${date}`) ?? [] },
        })),
      })),
    };
  }

  today(): PresenceRow[] {
    const { db, businessDate } = this.#options;
    const today = businessDate();
    const days = this.#days([today]);
    const open = db.state.attendance.breaks(addDays(today, -1), today).filter((one) => one.toAt === null);
    const staff = staffAttendance(db.state.site, db.state.attendance, [today], this.#options.now());
    const technicians = db.state.site.site.technicians.flatMap(({ no, name }): PresenceRow[] => {
      const judged = days.get(no)?.[0];
      if (!judged) return [];
      const { duty, restUntil } = db.state.technicians.byNo(no) ?? { duty: 'off' as const, restUntil: null };
      const breakKind = duty === 'resting' ? (open.find((one) => one.technicianNo === no)?.kind ?? 'rest') : null;
      return [{ no, name, duty, restUntil, breakKind, entry: judged.entry, day: judged.day }];
    });
    const others = staff.map(({ staffNo, day }): PresenceRow => {
      const duty = db.state.attendance.staffOnDutySince(staffNo) === null ? 'off' : 'on';
      const name = db.state.site.staff.get(staffNo)?.name ?? '';
      return { no: staffNo, name, duty, restUntil: null, breakKind: null, entry: null, day, isStaff: true };
    });
    return [...technicians, ...others];
  }

  month(asked: string | null): AttendanceMonthView {
    const month = asked ?? monthOf(this.#options.businessDate());
    const days = this.#days(daysOf(month));
    const { technicians, staff } = this.#options.db.state.site.site;
    const staffDays = Map.groupBy(this.#staffDays(daysOf(month)), (one) => one.staffNo);
    const people = technicians.map(({ no, name }) => ({ no, name, sums: sumsOf(days.get(no) ?? []) }));
    const others = staff.map(({ no, name }) => ({ no, name, sums: sumsOf(staffDays.get(no) ?? []) }));
    // Who never swipes is not on the list.
    return { month, people: [...people, ...others.filter(({ sums }) => sums.workedDays > 0)] };
  }

  /** Reads everything before it waits. */
  async excel(month: string, language: Language): Promise<FileView> {
    return workbook(`attendance-${month}.xlsx`, [this.#monthSheet(month, language), this.#daySheet(month, language)]);
  }

  /** The reservations of these days that ask for somebody against the roster, by number and date. */
  #bookedAgainst(dates: readonly string[]): Map<string, BookedAgainst[]> {
    const { state } = this.#options.db;
    const { store } = state.site.site;
    const found = new Map<string, BookedAgainst[]>();
    const dayFromAt = (date: string) => instantOf(date, store.businessDayStartsAt, store.timeZone);
    const [first = '', last = first] = [dates[0], dates.at(-1)];
    for (const reservation of state.reservations.booked(dayFromAt(first), dayFromAt(addDays(last, 1)) - 1)) {
      const { id: reservationId, startsAt, guestName } = reservation;
      for (const { technicianNo, date } of rosterMissesOf(reservation, state.attendance, store)) {
        const key = `${technicianNo} ${date}`;
        found.set(key, [...(found.get(key) ?? []), { reservationId, startsAt, guestName }]);
      }
    }
    return found;
  }

  #days(dates: readonly string[]) {
    const { db, now } = this.#options;
    const all = attendanceOf(db.state.site, db.state.attendance, dates, now());
    return Map.groupBy(all, (one) => one.technicianNo);
  }

  #staffDays(dates: readonly string[]) {
    const { db, now } = this.#options;
    return staffAttendance(db.state.site, db.state.attendance, dates, now());
  }

  #monthSheet(month: string, language: Language): Sheet {
    const keys = [
      'no',
      'name',
      'rostered',
      'worked',
      'workedHours',
      'late',
      'lateMinutes',
      'early',
      'earlyMinutes',
    ].concat(['absent', 'leave', 'mealMinutes', 'restMinutes', 'overrun']) as (keyof typeof words)[];
    return {
      name: `${words.attendance[language]} ${month}`,
      head: keys.map((key) => words[key][language]),
      widths: keys.map((key) => (key === 'name' ? 14 : 12)),
      rows: this.month(month).people.map(({ no, name, sums }) => [
        ...[no, name, sums.rosteredDays, sums.workedDays, Math.round(sums.workedMinutes / 6) / 10],
        ...[sums.lateCount, sums.lateMinutes, sums.earlyCount, sums.earlyMinutes, sums.absentDays],
        Object.values(sums.leaveDays).reduce((sum, days) => sum + days, 0),
        ...[sums.mealMinutes, sums.restMinutes, sums.overrunMinutes],
      ]),
    };
  }

  #daySheet(month: string, language: Language): Sheet {
    const { site } = this.#options.db.state;
    const { timeZone } = site.site.store;
    const time = (at: number | null): Cell => (at === null ? null : formatTime(at, timeZone));
    const keys = ['date', 'no', 'name', 'shift', 'on', 'off', 'lateMinutes', 'earlyMinutes', 'state'] as const;
    const days = [...this.#days(daysOf(month)).values()].flat().filter(({ day }) => day.state !== 'none');
    const staffDays = this.#staffDays(daysOf(month)).flatMap(({ staffNo, date, day }) =>
      day.state === 'none' ? [] : [{ technicianNo: staffNo, date, entry: null, day }],
    );
    return {
      name: words.days[language],
      head: keys.map((key) => words[key][language]),
      widths: [12, 8, 14, 14, 10, 10, 12, 12, 14],
      rows: [...days, ...staffDays].map(({ technicianNo, date, entry, day }) => [
        ...[date, technicianNo, (site.technicians.get(technicianNo) ?? site.staff.get(technicianNo))?.name ?? ''],
        entry?.kind === 'shift' ? `${entry.from}–${entry.to}` : null,
        ...[time(day.onAt), time(day.offAt), day.lateMinutes, day.earlyMinutes],
        day.leave ? leaveWords[day.leave][language] : dayStateWords[day.state][language],
      ]),
    };
  }
}

/** The Monday of the week a date is in. */
function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}
