import { genesisHash, rowHash } from '../../core/seal/journal-hash.ts';
import type { WriteHandle } from './connection.ts';
import type { JournalRow } from './journal.ts';

const rowsAtOnce = 1_000;

/**
 * Makes the journal of a copy that is thrown away say something else: the payload of each row is what `say` gives, and
 * the chain is made anew. What commands were told apart by is taken out, since it was made of what they said. Never of
 * a store.
 */
export function rewriteJournal(tx: WriteHandle, say: (row: Pick<JournalRow, 'type' | 'payload'>) => string): void {
  const guards = tx.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'`,
  );
  for (const { name } of guards) tx.run(`DROP TRIGGER ${name}`);
  let prevHash = genesisHash;
  let seq = 0;
  for (;;) {
    const sql = 'SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?';
    const rows = tx.all<JournalRow>(sql, seq, rowsAtOnce);
    for (const { hash: _hash, ...row } of rows) {
      const payload = say(row);
      const hash = rowHash({ ...row, commandHash: genesisHash, payload, prevHash });
      tx.run(
        'UPDATE journal SET commandHash = ?, payload = ?, prevHash = ?, hash = ? WHERE seq = ?',
        ...[genesisHash, payload, prevHash, hash, row.seq],
      );
      prevHash = hash;
      seq = row.seq;
    }
    if (rows.length < rowsAtOnce) break;
  }
  for (const { sql } of guards) tx.run(sql);
}
