import type { AttendanceBook } from '../parts/attendance/attendance.ts';
import type { AttendanceService } from '../parts/attendance/service.ts';
import type { BooksService } from '../parts/books/service.ts';
import type { PayService } from '../parts/commission/service.ts';
import type { ReportDesk } from './report-desk.ts';

/** Pay for the screens: all of it is read as reports. */
export function payService(reports: ReportDesk): PayService {
  return {
    month: (month, signal) => reports.ask('pay.month', [month], { signal }),
    person: (month, payeeNo, signal) => reports.ask('pay.person', [month, payeeNo], { signal }),
    excel: (month, language, signal) => reports.ask('pay.excel', [month, language], { signal }),
    payslipExcel: (month, payeeNo, language, signal) =>
      reports.ask('pay.payslipExcel', [month, payeeNo, language], { signal }),
  };
}

/** Attendance for the screens: `book` gives the present week and day, which are no reports. */
export function attendanceService(book: AttendanceBook, reports: ReportDesk): AttendanceService {
  return {
    week: (date) => book.week(date),
    today: () => book.today(),
    month: (month, signal) => reports.ask('attendance.month', [month], { signal }),
    excel: (month, language, signal) => reports.ask('attendance.excel', [month, language], { signal }),
  };
}

/** The proof of the books, as a report. */
export function booksService(reports: ReportDesk): BooksService {
  return { verify: (signal, onProgress) => reports.ask('books.verify', [], { signal, onProgress }) };
}
