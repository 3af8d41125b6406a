import type { Language } from '../../../core/kernel/money.ts';
import { daysOf, monthOf } from '../../../core/kernel/month.ts';
import { addDays } from '../../../core/kernel/time.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import { attendanceOf, type DatedAttendance, sumsOf } from '../../../core/model/attendance/month.ts';
import type { DatedSpell, OnDutyPerson } from '../../../core/model/attendance/roster.ts';
import { attendanceRulesOf } from '../../../core/model/attendance/rules.ts';
import { rosterMissesOf } from '../../../core/model/reservations/off-roster.ts';
import { personName, personNo, shownOf } from '../../../core/model/site/names.ts';
import { staffAttendance } from '../../../core/rules/attendance/staff.ts';
import { spellCorrectionsOf } from '../../../db/parts/attendance/queries.ts';
import type { StoreReader } from '../../../db/store-reader.ts';
import type { FileView } from '../../contract/views.ts';
import { sheetWords as words } from '../../paper/sheet-words.ts';
import { type Cell, type Sheet, workbook } from '../../paper/workbook.ts';
import { leftOpenRows, onDutyRows } from './on-duty.ts';
import type {
  AttendanceMonthView,
  BookedAgainst,
  LeftOpenRow,
  OnDutyRow,
  PresenceRow,
  RosterWeekView,
  SpellDayView,
} from './views.ts';
import { dayStateWords, leaveWords } from './words.ts';

export interface AttendanceBookOptions {
  /** A connection's view of the store. */
  db: Pick<StoreReader, 'state' | 'read'>;
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
    const corrected = this.#corrected([today]);
    const open = db.state.attendance.breaks(addDays(today, -1), today).filter((one) => one.toAt === null);
    const staff = staffAttendance(db.state.site, db.state.attendance, [today], this.#options.now());
    const technicians = db.state.site.site.technicians.flatMap(({ no, name }): PresenceRow[] => {
      const judged = days.get(no)?.[0];
      if (!judged) return [];
      const { duty, restUntil } = db.state.technicians.byNo(no) ?? { duty: 'off' as const, restUntil: null };
      const breakKind = duty === 'resting' ? (open.find((one) => one.technicianNo === no)?.kind ?? 'rest') : null;
      const isCorrected = corrected.has(keyOf({ kind: 'technician', no }, today));
      return [{ no, name, duty, restUntil, breakKind, entry: judged.entry, day: judged.day, isCorrected }];
    });
    const others = staff.map(({ staffNo, day }): PresenceRow => {
      const duty = db.state.attendance.staffOnDutySince(staffNo) === null ? 'off' : 'on';
      const name = db.state.site.staff.get(staffNo)?.name ?? '';
      const isCorrected = corrected.has(keyOf({ kind: 'staff', no: staffNo }, today));
      const none = { restUntil: null, breakKind: null, entry: null };
      return { no: staffNo, name, duty, ...none, day, isStaff: true, isCorrected };
    });
    return [...technicians, ...others];
  }

  onDuty(): OnDutyRow[] {
    const { db, now, businessDate } = this.#options;
    return onDutyRows(db.state, this.today(), { at: now(), businessDate: businessDate() });
  }

  leftOpen(): LeftOpenRow[] {
    const { db, now, businessDate } = this.#options;
    return leftOpenRows(db.state, { at: now(), businessDate: businessDate() });
  }

  month(asked: string | null): AttendanceMonthView {
    const month = asked ?? monthOf(this.#options.businessDate());
    const days = this.#days(daysOf(month));
    const { settings } = this.#options.db.state;
    const staffDays = Map.groupBy(this.#staffDays(daysOf(month)), (one) => one.staffNo);
    const corrected = this.#corrected(daysOf(month));
    const datesOf = (person: OnDutyPerson) => daysOf(month).filter((date) => corrected.has(keyOf(person, date)));
    const row = (kind: OnDutyPerson['kind'], key: string, of: readonly Pick<DatedAttendance, 'date' | 'day'>[]) => {
      const person = { kind, no: key };
      const { no, hasLeft } = shownOf(settings, 'person', key);
      const name = personName(settings, key);
      const unendedDates = of.filter(({ day }) => day.isUnended).map(({ date }) => date);
      return { person, no, name, hasLeft, sums: sumsOf(of), correctedDates: datesOf(person), unendedDates };
    };
    const people = [...days].map(([key, of]) => row('technician', key, of));
    const others = [...staffDays].map(([key, of]) => row('staff', key, of));
    // Who never swipes is not on the list.
    const seen = others.filter(({ sums, correctedDates }) => sums.workedDays > 0 || correctedDates.length > 0);
    return { month, people: [...people, ...seen] };
  }

  day(person: OnDutyPerson, asked: string | null): SpellDayView {
    const { db, businessDate } = this.#options;
    const { attendance, pay } = db.state;
    const date = asked ?? businessDate();
    const nameOf = (key: string) => personName(db.state.settings, key);
    const spells: readonly DatedSpell[] =
      person.kind === 'technician'
        ? attendance.spells(date, date, person.no)
        : attendance.staffSpells(date, date).filter(({ staffNo }) => staffNo === person.no);
    const times = (spell: DatedSpell | null) => spell && { onAt: spell.onAt, offAt: spell.offAt };
    return {
      ...{
        person,
        no: personNo(db.state.settings, person.no),
        name: nameOf(person.no),
        date,
        isClosed: pay.isClosed(monthOf(date)),
      },
      spells: spells.map(({ onAt, offAt }) => ({ onAt, offAt })),
      corrections: spellCorrectionsOf(db.read, date, date)
        .filter((one) => keyOf(one.person, date) === keyOf(person, date))
        .map(({ at, correctedBy, reason, before, after }) => ({
          ...{ at, by: `${personNo(db.state.settings, correctedBy)} ${nameOf(correctedBy)}`.trim(), reason },
          ...{ before: times(before), after: times(after) },
        })),
    };
  }

  /** Reads everything before it waits. */
  async excel(month: string, language: Language): Promise<FileView> {
    return workbook(`attendance-${month}.xlsx`, [this.#monthSheet(month, language), this.#daySheet(month, language)]);
  }

  /** Whose days were put right, by person and date. */
  #corrected(dates: readonly string[]): Set<string> {
    const [first = '', last = first] = [dates[0], dates.at(-1)];
    const all = spellCorrectionsOf(this.#options.db.read, first, last);
    const keys = all.flatMap(({ person, before, after }) =>
      [before, after].flatMap((spell) => (spell ? [keyOf(person, spell.businessDate)] : [])),
    );
    return new Set(keys);
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
    ].concat([
      'absent',
      'leave',
      'mealMinutes',
      'restMinutes',
      'overrun',
      'correctedDays',
      'unendedDays',
    ]) as (keyof typeof words)[];
    return {
      name: `${words.attendance[language]} ${month}`,
      head: keys.map((key) => words[key][language]),
      widths: keys.map((key) => (key === 'name' ? 14 : 12)),
      rows: this.month(month).people.map(({ no, name, sums, correctedDates, unendedDates }) => [
        ...[no, name, sums.rosteredDays, sums.workedDays, Math.round(sums.workedMinutes / 6) / 10],
        ...[sums.lateCount, sums.lateMinutes, sums.earlyCount, sums.earlyMinutes, sums.absentDays],
        Object.values(sums.leaveDays).reduce((sum, days) => sum + days, 0),
        ...[sums.mealMinutes, sums.restMinutes, sums.overrunMinutes, correctedDates.length, unendedDates.length],
      ]),
    };
  }

  #daySheet(month: string, language: Language): Sheet {
    const { site, settings } = this.#options.db.state;
    const { timeZone } = site.site.store;
    const time = (at: number | null): Cell => (at === null ? null : { at, timeZone });
    const keys = [
      'date',
      'no',
      'name',
      'shift',
      'on',
      'off',
      'lateMinutes',
      'earlyMinutes',
      'state',
      'corrected',
    ] as const;
    const corrected = this.#corrected(daysOf(month));
    const staffDays = this.#staffDays(daysOf(month)).map(({ staffNo, date, day }) => ({
      ...{ technicianNo: staffNo, date, entry: null, day, kind: 'staff' as const },
    }));
    const days = [...this.#days(daysOf(month)).values()].flat().map((one) => ({ ...one, kind: 'technician' as const }));
    const all = [...days, ...staffDays].map(({ kind, technicianNo: no, ...one }) => ({
      ...{ ...one, no, isCorrected: corrected.has(keyOf({ kind, no }, one.date)) },
    }));
    return {
      name: words.days[language],
      head: keys.map((key) => words[key][language]),
      widths: [12, 8, 14, 14, 10, 10, 12, 12, 14, 10],
      rows: all
        // Of a day whose only spell was struck the mark is what is left.
        .filter(({ day, isCorrected }) => day.state !== 'none' || isCorrected)
        .map(({ no, date, entry, day, isCorrected }) => [
          ...[{ day: date }, personNo(settings, no), personName(settings, no)],
          entry?.kind === 'shift' ? `${entry.from}–${entry.to}` : null,
          ...[
            time(day.onAt),
            day.isUnended ? words.unended[language] : time(day.offAt),
            day.lateMinutes,
            day.earlyMinutes,
          ],
          day.leave ? leaveWords[day.leave][language] : dayStateWords[day.state][language],
          isCorrected ? words.corrected[language] : null,
        ]),
    };
  }
}

/** A person's day: numbers of technicians and of other staff are two lists. */
function keyOf({ kind, no }: OnDutyPerson, date: string): string {
  return `${kind} ${no} ${date}`;
}

/** The Monday of the week a date is in. */
function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}
