import type { Verification } from '../../db/verify.ts';

/** The proof of the store's books, as `npm run verify` gives it. */
export interface BooksService {
  /** Reads the whole journal beside the store's work, which takes a while. Throws REPORT_BROKEN_OFF. */
  verify(signal?: AbortSignal): Promise<Verification>;
}
