import type { ReadHandle } from '../engine/connection.ts';

/** How many rows each of the tables has, by what they are called. */
export function countRows<Name extends string>(
  read: ReadHandle,
  tables: Readonly<Record<Name, string>>,
): Record<Name, number> {
  const counts = Object.entries<string>(tables).map(([name, table]) => {
    const [row] = read.all<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`);
    return [name, row?.count ?? 0];
  });
  return Object.fromEntries(counts) as Record<Name, number>;
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
