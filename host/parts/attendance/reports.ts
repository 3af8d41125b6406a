import type { Language } from '../../../core/kernel/money.ts';
import type { ReportSetting } from '../../contract/reports.ts';
import { AttendanceBook } from './attendance.ts';

/** What of attendance is read as reports. */
export function attendanceReports({ reader, moment }: ReportSetting) {
  const book = new AttendanceBook({ db: reader, now: () => moment.now, businessDate: () => moment.businessDate });
  return {
    'attendance.month': (month: string | null) => reader.snapshot(() => book.month(month)),
    // All is read before the workbook is written, which waits.
    'attendance.excel': (month: string, language: Language) => reader.snapshot(() => book.excel(month, language)),
  };
}

export type AttendanceReports = ReturnType<typeof attendanceReports>;
