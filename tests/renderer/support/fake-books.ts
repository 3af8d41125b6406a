import type { BooksService } from '../../../host/parts/books/service.ts';
import type { BooksProof, ProofPart } from '../../../host/parts/books/views.ts';
import { proofSubjects } from '../../../host/parts/books/views.ts';

const at = Date.UTC(2026, 10, 21, 13, 24);

/** Books that fit, unless a test puts another answer in; held back while `isHeld`. */
export class FakeBooks implements BooksService {
  answer: BooksProof = { ok: true, at, head: { seq: 4523, at: at - 20_000, hash: 'ab'.repeat(32) }, parts: partsOf() };
  /** Asked and neither answered nor given up. */
  waiting = 0;
  isHeld = false;

  async verify(signal: AbortSignal, onProgress: (done: number) => void): Promise<BooksProof> {
    if (this.isHeld) {
      this.waiting += 1;
      onProgress(0.4);
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      this.waiting -= 1;
    }
    return this.answer;
  }
}

/** All parts in order, some other than they are in books that fit. */
export function partsOf(other: Partial<Record<ProofPart['subject'], Partial<ProofPart>>> = {}): ProofPart[] {
  return proofSubjects.map((subject, index) => ({
    subject,
    state: 'fits',
    count: (index + 1) * 1111,
    problems: [],
    ...other[subject],
  }));
}
