import type { Inspection, StoreFault } from '../../db/inspection.ts';
import type { KeptState } from './state-file.ts';

/** Rows that are given up, and on whose word. */
export type Gap = NonNullable<KeptState['gap']>;

/** What is given up where somebody goes on with a file as it is. */
export function gapOf(
  { head, seen }: Inspection,
  faults: readonly StoreFault[],
): Pick<Gap, 'faults' | 'stands' | 'lost'> {
  // What another computer has written down behind a move is what is given up here.
  const there = faults.find(({ code }) => code === 'STORE_ELSEWHERE')?.context;
  const elsewhere = there ? { seq: Number(there.lostSeq), hash: String(there.lostHash) } : null;
  return {
    faults: faults.map(({ code }) => code),
    stands: head && head.seq > 0 ? { seq: head.seq, hash: head.hash } : null,
    lost: elsewhere ?? (seen && { seq: seen.seq, hash: seen.hash }),
  };
}

/** The faults that nobody has taken on yet: a loss may be agreed to before there is a journal that could say so. */
export function notTakenOn(faults: readonly StoreFault[], gap: Gap | null): StoreFault[] {
  if (!gap) return [...faults];
  const lost = gap.lost?.hash ?? null;
  return faults.filter(({ code, context }) => {
    const { lostHash = null } = context;
    // What was put in the store's place must be there; a new store need not.
    if (code === 'STORE_FILE_MISSING') return gap.how !== 'accepted' || lostHash !== lost;
    const isLoss = code === 'JOURNAL_WENT_BACK' || code === 'JOURNAL_OTHER';
    return !isLoss || lost === null || lostHash !== lost;
  });
}
