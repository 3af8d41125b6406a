import { StoreError } from '../../../core/kernel/error.ts';
import { DatabaseError } from '../../../db/engine/error.ts';
import type { StoreReader } from '../../../db/store-reader.ts';
import { verifyStore } from '../../../db/verify.ts';
import type { ReportSetting } from '../../contract/reports.ts';
import { proofOf } from './proof.ts';

/** What of the books is read as reports. */
export function booksReports({ file, reader, moment, onProgress }: ReportSetting) {
  return { 'books.verify': () => proofOf(verifyStore(file, onProgress), moment.now, currencyOf(reader)) };
}

export type BooksReports = ReturnType<typeof booksReports>;

/** Null where the file is too damaged to say; the proof says that by itself. */
function currencyOf(reader: StoreReader): string | null {
  try {
    return reader.state.site.site.store.currency;
  } catch (error) {
    if (error instanceof DatabaseError || error instanceof StoreError) return null;
    throw error;
  }
}
