import type { ReportSetting } from '../contract/reports.ts';
import { attendanceReports } from '../parts/attendance/reports.ts';
import { booksReports } from '../parts/books/reports.ts';
import { payReports } from '../parts/commission/reports.ts';
import { rotationReports } from '../parts/rotation/reports.ts';

/** Everything that is a report, by name; each call sees the store as of one moment. A part lists its own. */
export function reportsOf(setting: ReportSetting) {
  return {
    ...payReports(setting),
    ...attendanceReports(setting),
    ...rotationReports(setting),
    ...booksReports(setting),
  };
}

export type Reports = ReturnType<typeof reportsOf>;
export type ReportName = keyof Reports;

/** By name, whether it may take minutes: such have a lane of their own, so that nobody waits for it who wants a payslip. */
export const takesMinutes: Readonly<Record<ReportName, boolean>> = {
  'pay.month': false,
  'pay.person': false,
  'pay.excel': false,
  'pay.payslipExcel': false,
  'attendance.month': false,
  'attendance.excel': false,
  'rotation.whatIf': true,
  'books.verify': true,
  'books.prove': true,
};
