import type { ReadHandle } from '../engine/connection.ts';

/** How much of each thing a store has, for whoever asks what a proof looked at. */
export interface BookCounts {
  bills: number;
  goodsLines: number;
  clocks: number;
  commissions: number;
  queueMoves: number;
  authorisations: number;
  reservations: number;
  jobs: number;
}

const tableOf: Record<keyof BookCounts, string> = {
  bills: 'bills',
  goodsLines: 'goods_lines',
  clocks: 'clocks',
  commissions: 'commission_entries',
  queueMoves: 'queue_moves',
  authorisations: 'authorisations',
  reservations: 'reservations',
  jobs: 'jobs',
};

export const noCounts: BookCounts = {
  bills: 0,
  goodsLines: 0,
  clocks: 0,
  commissions: 0,
  queueMoves: 0,
  authorisations: 0,
  reservations: 0,
  jobs: 0,
};

export function countBooks(read: ReadHandle): BookCounts {
  const counts = { ...noCounts };
  for (const name of Object.keys(tableOf) as (keyof BookCounts)[]) {
    const [row] = read.all<{ count: number }>(`SELECT COUNT(*) AS count FROM ${tableOf[name]}`);
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** The journal's last row; whoever keeps its hash can tell later that nothing before it was changed. */
export interface JournalHead {
  seq: number;
  /** UTC ms. */
  at: number;
  hash: string;
}

/** Null: nothing is written yet. */
export function journalHead(read: ReadHandle): JournalHead | null {
  return (
    read.all<JournalHead & { [column: string]: number | string }>(
      'SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1',
    )[0] ?? null
  );
}
