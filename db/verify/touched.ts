import type { SqlValue, WriteHandle } from '../engine/connection.ts';
import { keyColumnsOf } from './tables.ts';

type Row = Record<string, SqlValue>;

/**
 * Which rows of which tables are written to from now on, on one connection: SQLite notes their keys itself, whatever
 * statement it was. Kept in temporary tables, for as long as the connection is open.
 */
export class TouchedRows {
  readonly #tx: WriteHandle;
  readonly #keys: ReadonlyMap<string, readonly string[]>;

  constructor(tx: WriteHandle, tables: readonly string[]) {
    this.#tx = tx;
    this.#keys = new Map(tables.map((table) => [table, keyColumnsOf(tx, table)]));
    tx.run('CREATE TEMP TABLE touched_counts (name TEXT PRIMARY KEY, more INTEGER) WITHOUT ROWID');
    for (const [table, keys] of this.#keys) {
      // By how many there are more.
      tx.run('INSERT INTO touched_counts VALUES (?, 0)', table);
      tx.run(`CREATE TEMP TABLE touched_${table} (${keys.join(', ')}, PRIMARY KEY (${keys.join(', ')})) WITHOUT ROWID`);
      for (const [what, rows, more] of [
        ['INSERT', ['NEW'], 1],
        ['UPDATE', ['OLD', 'NEW'], 0],
        ['DELETE', ['OLD'], -1],
      ] as const) {
        const notes = rows.map((row) => {
          const values = keys.map((key) => `${row}.${key}`).join(', ');
          const isNoted = keys.map((key) => `touched.${key} = ${row}.${key}`).join(' AND ');
          // Not OR IGNORE: how the statement outside treats a conflict would go before it.
          return `INSERT INTO touched_${table} SELECT ${values}
            WHERE NOT EXISTS (SELECT 1 FROM touched_${table} AS touched WHERE ${isNoted});`;
        });
        if (more !== 0) notes.push(`UPDATE touched_counts SET more = more + ${more} WHERE name = '${table}';`);
        tx.run(`CREATE TEMP TRIGGER on_${what}_${table} AFTER ${what} ON main.${table} BEGIN ${notes.join(' ')} END`);
      }
    }
  }

  /** The columns of a table's key. */
  keyColumnsOf(table: string): readonly string[] {
    return this.#keys.get(table) ?? [];
  }

  /** The keys of the rows of a table that were written to, by the columns of the key. */
  of(table: string): Row[] {
    return this.#tx.all<Row>(`SELECT * FROM touched_${table}`);
  }

  /** How many rows more a table has than before. */
  moreIn(table: string): number {
    return this.#tx.get<{ more: number }>('SELECT more FROM touched_counts WHERE name = ?', table)?.more ?? 0;
  }

  /** How a statement names those rows: `WHERE …` of the table itself. */
  within(table: string): string {
    const same = this.keyColumnsOf(table).map((key) => `touched.${key} = ${table}.${key}`);
    return `EXISTS (SELECT 1 FROM touched_${table} AS touched WHERE ${same.join(' AND ')})`;
  }
}
