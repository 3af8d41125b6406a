import { setImmediate } from 'node:timers/promises';
import { WhatIf, type WhatIfQuestion, type WhatIfResult } from '../../../core/what-if/what-if.ts';
import type { ReadHandle } from '../../../db/engine/connection.ts';
import { journalAfter } from '../../../db/engine/journal.ts';
import { noKeys } from '../../../db/engine/key-store.ts';

/** Rows read at once: a few milliseconds, so that a swipe hardly waits. */
const rowsAtOnce = 400;

export interface LookBackOptions {
  read: ReadHandle;
  question: WhatIfQuestion;
  /** The share that is done, 0 to 1. */
  onProgress?(done: number): void;
  /** Aborting gives the work up. */
  signal?: AbortSignal;
}

/**
 * Leads past days on under another policy, in slices between which everything else has its turn. Reads only; the last
 * row is the one that was last when it began. Null when it was given up.
 */
export async function lookBack({ read, question, onProgress, signal }: LookBackOptions): Promise<WhatIfResult | null> {
  const whatIf = new WhatIf(question);
  const lastSeq = read.get<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM journal')?.seq ?? 0;
  for (let seq = 0; seq < lastSeq; ) {
    const rows = journalAfter(read, seq, rowsAtOnce, noKeys).filter((row) => row.seq <= lastSeq);
    for (const row of rows) whatIf.read(row);
    seq = rows.at(-1)?.seq ?? lastSeq;
    onProgress?.((seq / lastSeq) * 0.5);
    await setImmediate();
    if (signal?.aborted) return null;
  }
  const run = whatIf.run();
  for (let step = run.next(); ; step = run.next()) {
    if (step.done) return step.value;
    onProgress?.(0.5 + step.value * 0.5);
    await setImmediate();
    if (signal?.aborted) return null;
  }
}
