import type { Language } from '../../../core/kernel/money.ts';
import type { FileView } from '../../contract/views.ts';
import type { PayMonthView, PayPersonView } from './views.ts';

/** Reports: read beside the store's work. Aborting `signal` gives one up. Each may throw REPORT_BROKEN_OFF. */
export interface PayService {
  /** Null: the month of today. */
  month(month: string | null, signal?: AbortSignal): Promise<PayMonthView>;
  /** Throws PAY_NOTHING. */
  person(month: string, payeeNo: string, signal?: AbortSignal): Promise<PayPersonView>;
  /** Everybody's month, one sheet of people and one of clocks. */
  excel(month: string, language: Language, signal?: AbortSignal): Promise<FileView>;
  /** One person's payslip. Throws PAY_NOTHING. */
  payslipExcel(month: string, payeeNo: string, language: Language, signal?: AbortSignal): Promise<FileView>;
}
