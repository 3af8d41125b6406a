import type { ReadHandle, SqlValue } from '../engine/connection.ts';
import type { Problems } from '../engine/problems.ts';
import type { BookProblem } from './problems.ts';

type Row = Record<string, SqlValue>;

/**
 * Compares the tables of the store that follow from the journal with those of a replay, row by row in the order of the
 * key. Returns how much was compared.
 */
export function compareTables(
  tables: readonly string[],
  stored: ReadHandle,
  replayed: ReadHandle,
  problems: Problems<BookProblem>,
): { tables: number; rows: number } {
  let rows = 0;
  for (const table of tables) rows += compareTable(table, stored, replayed, problems);
  return { tables: tables.length, rows };
}

function compareTable(
  table: string,
  stored: ReadHandle,
  replayed: ReadHandle,
  problems: Problems<BookProblem>,
): number {
  const keys = replayed
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table)
    .map((column) => column.name);
  const sql = `SELECT * FROM ${table} ORDER BY ${keys.join(', ')}`;
  const left = stored.iterate<Row>(sql);
  const right = replayed.iterate<Row>(sql);
  try {
    return walk(left, right, { table, keys, problems });
  } finally {
    // An iterator left in the middle would keep its connection busy.
    left.return(undefined);
    right.return(undefined);
  }
}

interface Comparison {
  table: string;
  keys: readonly string[];
  problems: Problems<BookProblem>;
}

/** Merges two sorted sequences of rows; what stands in one only is a difference of the whole row (`*`). */
function walk(left: Generator<Row>, right: Generator<Row>, comparison: Comparison): number {
  const { table, keys, problems } = comparison;
  const differs = (key: string, column: string, stored: unknown, replayed: unknown) =>
    problems.add('TABLE_DIFFERS', { table, key, column, stored: shown(stored), replayed: shown(replayed) });
  let rows = 0;
  let ours = left.next();
  let theirs = right.next();
  while ((!ours.done || !theirs.done) && problems.takes('TABLE_DIFFERS')) {
    const order = ours.done ? 1 : theirs.done ? -1 : compareKeys(ours.value, theirs.value, keys);
    if (order < 0 && !ours.done) {
      differs(keyOf(ours.value, keys), '*', 'row', null);
      ours = left.next();
    } else if (order > 0 && !theirs.done) {
      differs(keyOf(theirs.value, keys), '*', null, 'row');
      theirs = right.next();
    } else if (!ours.done && !theirs.done) {
      rows += 1;
      for (const [column, value] of Object.entries(theirs.value)) {
        const is = ours.value[column] ?? null;
        if (is !== value) differs(keyOf(theirs.value, keys), column, is, value);
      }
      ours = left.next();
      theirs = right.next();
    }
  }
  return rows;
}

function keyOf(row: Row, keys: readonly string[]): string {
  return keys.map((key) => row[key]).join('/');
}

/** In SQLite's own order: numbers by value, text by its UTF-8 bytes. */
function compareKeys(a: Row, b: Row, keys: readonly string[]): number {
  for (const key of keys) {
    const order = compareValues(a[key] ?? null, b[key] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(a: SqlValue, b: SqlValue): number {
  if (typeof a === 'string' && typeof b === 'string')
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

const shownLength = 120;

/** A value for people: long ones (a site file) are cut. */
function shown(value: unknown): unknown {
  return typeof value === 'string' && value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;
}
