import type { Language } from '../../../core/kernel/money.ts';
import type { ReportSetting } from '../../contract/reports.ts';
import { PayBooks } from './pay.ts';

/** What of pay is read as reports. */
export function payReports({ reader, moment }: ReportSetting) {
  const pay = new PayBooks({ db: reader, now: () => moment.now, businessDate: () => moment.businessDate });
  return {
    'pay.month': (month: string | null) => reader.snapshot(() => pay.month(month)),
    'pay.person': (month: string, payeeNo: string) => reader.snapshot(() => pay.person(month, payeeNo)),
    // All is read before the workbook is written, which waits.
    'pay.excel': (month: string, language: Language) => reader.snapshot(() => pay.excel(month, language)),
    'pay.payslipExcel': (month: string, payeeNo: string, language: Language) =>
      reader.snapshot(() => pay.payslipExcel(month, payeeNo, language)),
  };
}

export type PayReports = ReturnType<typeof payReports>;
