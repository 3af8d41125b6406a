import { StoreError } from '../../../core/kernel/error.ts';
import { dayMs } from '../../../core/kernel/time.ts';
import { DatabaseError } from '../../../db/engine/error.ts';
import { programMark } from '../../../db/program-mark.ts';
import type { MarkPlaces } from '../../../db/proof-mark.ts';
import { proveStore } from '../../../db/prove.ts';
import type { StoreReader } from '../../../db/store-reader.ts';
import { type Verification, verifyStore } from '../../../db/verify.ts';
import type { ReportSetting } from '../../contract/reports.ts';
import { proofOf } from './proof.ts';

/** What of the books is read as reports. */
export function booksReports({ file, reader, moment, onProgress }: ReportSetting) {
  const told = (verification: Verification) => proofOf(verification, moment.now, currencyOf(reader));
  return {
    'books.verify': () => told(verifyStore(file, onProgress)),
    /** The proof of a night: what is new since the last one, and the whole after so many days or where it must be. */
    'books.prove': (places: MarkPlaces, wholeEveryDays: number) => {
      const asked = { places, program: programMark(), at: moment.now, wholeEveryMs: wholeEveryDays * dayMs };
      const { after, why, ...verification } = proveStore(file, { ...asked, onProgress });
      return { proof: told(verification), after, why };
    },
  };
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
