import { StoreError } from '../../core/kernel/error.ts';
import type { Language } from '../../core/kernel/money.ts';
import { type PolicyFile, versionsOf } from '../../core/what-if/policy-file.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import type { StoreReader } from '../../db/store-reader.ts';
import { verifyStore } from '../../db/verify.ts';
import { AttendanceBook } from '../parts/attendance/attendance.ts';
import { proofOf } from '../parts/books/proof.ts';
import { PayBooks } from '../parts/commission/pay.ts';
import { lookBack } from '../parts/rotation/look-back.ts';

/** When a report was asked for, by the clock of the store that asks. */
export interface ReportMoment {
  /** UTC ms. */
  now: number;
  businessDate: string;
}

export interface ReportSetting {
  /** The store's file. */
  file: string;
  reader: StoreReader;
  moment: ReportMoment;
  /** The share that is done, 0 to 1. */
  onProgress(done: number): void;
}

/** Everything that is a report, by name; each call sees the store as of one moment. A new report is one more line. */
export function reportsOf({ file, reader, moment, onProgress }: ReportSetting) {
  const books = { db: reader, now: () => moment.now, businessDate: () => moment.businessDate };
  const pay = new PayBooks(books);
  const attendance = new AttendanceBook(books);
  return {
    'pay.month': (month: string | null) => reader.snapshot(() => pay.month(month)),
    'pay.person': (month: string, payeeNo: string) => reader.snapshot(() => pay.person(month, payeeNo)),
    // All is read before the workbook is written, which waits.
    'pay.excel': (month: string, language: Language) => reader.snapshot(() => pay.excel(month, language)),
    'pay.payslipExcel': (month: string, payeeNo: string, language: Language) =>
      reader.snapshot(() => pay.payslipExcel(month, payeeNo, language)),
    'attendance.month': (month: string | null) => reader.snapshot(() => attendance.month(month)),
    'attendance.excel': (month: string, language: Language) => reader.snapshot(() => attendance.excel(month, language)),
    'rotation.whatIf': ({ fromDate, toDate, policy }: { fromDate: string; toDate: string; policy: PolicyFile }) => {
      const groups = reader.state.site.site.groups.map(({ code }) => code);
      const question = { fromDate, toDate, versions: versionsOf(policy, groups) };
      return lookBack({ read: reader.read, question, onProgress });
    },
    'books.verify': () => proofOf(verifyStore(file, onProgress), moment.now, currencyOf(reader)),
  };
}

/** Null where the file is too damaged to say; the proof says that by itself. */
function currencyOf(reader: StoreReader): string | null {
  try {
    return reader.state.site.site.store.currency;
  } catch (error) {
    if (error instanceof DatabaseError || error instanceof StoreError) return null;
    throw error;
  }
}

export type Reports = ReturnType<typeof reportsOf>;
export type ReportName = keyof Reports;
export type ReportInput<N extends ReportName> = Parameters<Reports[N]>;
export type ReportAnswer<N extends ReportName> = Awaited<ReturnType<Reports[N]>>;
