import type { Asked } from '../../contract/reports.ts';
import type { BooksReports } from './reports.ts';
import type { BooksService } from './service.ts';

/** The proof of the books, as a report. */
export function booksService(reports: Asked<BooksReports>): BooksService {
  return { verify: (signal, onProgress) => reports['books.verify']([], { signal, onProgress }) };
}
