import type { Asked } from '../../contract/reports.ts';
import type { PayReports } from './reports.ts';
import type { PayService } from './service.ts';

/** Pay for the screens: all of it is read as reports. */
export function payService(reports: Asked<PayReports>): PayService {
  return {
    month: (month, signal) => reports['pay.month']([month], { signal }),
    person: (month, payeeNo, signal) => reports['pay.person']([month, payeeNo], { signal }),
    excel: (month, language, signal) => reports['pay.excel']([month, language], { signal }),
    payslipExcel: (month, payeeNo, language, signal) =>
      reports['pay.payslipExcel']([month, payeeNo, language], { signal }),
  };
}
