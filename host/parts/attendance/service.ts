import type { Language } from '../../../core/kernel/money.ts';
import type { OnDutyPerson } from '../../../core/model/attendance/roster.ts';
import type { FileView } from '../../contract/views.ts';
import type {
  AttendanceMonthView,
  LeftOpenRow,
  OnDutyRow,
  PresenceRow,
  RosterWeekView,
  SpellDayView,
} from './views.ts';

export interface AttendanceService {
  /** The week that holds the date. */
  week(date: string | null): RosterWeekView;
  today(): PresenceRow[];
  /** The same with groups, since when, and whom a roll call would bring on duty. */
  onDuty(): OnDutyRow[];
  /** Who did not swipe off on an earlier trading day. */
  leftOpen(): LeftOpenRow[];
  /** One person's spells of a trading day, today's where none is named. */
  day(person: OnDutyPerson, date: string | null): SpellDayView;
  /** A report, as those of PayService. */
  month(month: string | null, signal?: AbortSignal): Promise<AttendanceMonthView>;
  excel(month: string, language: Language, signal?: AbortSignal): Promise<FileView>;
}
