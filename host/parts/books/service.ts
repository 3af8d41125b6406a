import type { BooksProof } from './views.ts';

export interface BooksService {
  /**
   * Reads the whole journal beside the store's work, which takes a while. Throws REPORT_BROKEN_OFF, also when
   * the signal gives it up.
   */
  verify(signal: AbortSignal, onProgress: (done: number) => void): Promise<BooksProof>;
}
