import { genesisHash, rowHash } from '../../core/seal/journal-hash.ts';
import type { JournalHead, JournalRow } from '../engine/journal.ts';
import type { Problems } from '../engine/problems.ts';
import type { BookProblem } from './problems.ts';

/** Goes along the journal and names every row that does not follow from the one before. */
export class ChainCheck {
  readonly #problems: Problems<BookProblem>;
  #previous: JournalHead;

  /** `after`: the row before the first one that it is given. */
  constructor(problems: Problems<BookProblem>, after: JournalHead = { seq: 0, hash: genesisHash }) {
    this.#problems = problems;
    this.#previous = after;
  }

  next(row: JournalRow): void {
    const part = this.#brokenPart(row);
    if (part) this.#problems.add('CHAIN_BROKEN', { seq: row.seq, part });
    this.#previous = { seq: row.seq, hash: row.hash };
  }

  #brokenPart(row: JournalRow): 'seq' | 'prevHash' | 'hash' | null {
    if (row.seq !== this.#previous.seq + 1) return 'seq';
    if (row.prevHash !== this.#previous.hash) return 'prevHash';
    return row.hash === rowHash(row) ? null : 'hash';
  }
}
