import type { Language } from '../../../core/kernel/money.ts';
import type { FileView } from '../../contract/views.ts';
import type { AttendanceMonthView, PresenceRow, RosterWeekView } from './views.ts';

export interface AttendanceService {
  /** The week that holds the date. */
  week(date: string | null): RosterWeekView;
  today(): PresenceRow[];
  /** A report, as those of PayService. */
  month(month: string | null, signal?: AbortSignal): Promise<AttendanceMonthView>;
  excel(month: string, language: Language, signal?: AbortSignal): Promise<FileView>;
}
