import type { Asked } from '../../contract/reports.ts';
import type { AttendanceBook } from './attendance.ts';
import type { AttendanceReports } from './reports.ts';
import type { AttendanceService } from './service.ts';

/** Attendance for the screens: `book` gives the present week and day, which are no reports. */
export function attendanceService(book: AttendanceBook, reports: Asked<AttendanceReports>): AttendanceService {
  return {
    week: (date) => book.week(date),
    today: () => book.today(),
    onDuty: () => book.onDuty(),
    leftOpen: () => book.leftOpen(),
    day: (person, date) => book.day(person, date),
    month: (month, signal) => reports['attendance.month']([month], { signal }),
    excel: (month, language, signal) => reports['attendance.excel']([month, language], { signal }),
  };
}
