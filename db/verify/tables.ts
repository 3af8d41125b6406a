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

/** The columns of a table's key, in the order of the key. */
export function keyColumnsOf(read: ReadHandle, table: string): string[] {
  const sql = 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk';
  return read.all<{ name: string }>(sql, table).map(({ name }) => name);
}

function compareTable(
  table: string,
  stored: ReadHandle,
  replayed: ReadHandle,
  problems: Problems<BookProblem>,
): number {
  const keys = keyColumnsOf(replayed, table);
  const sql = `SELECT * FROM ${table} ORDER BY ${keys.join(', ')}`;
  return walkBoth(stored.iterate<Row>(sql), replayed.iterate<Row>(sql), { table, keys, problems });
}

function walkBoth(left: Generator<Row>, right: Generator<Row>, comparison: Comparison): number {
  try {
    return walk(left, right, comparison);
  } finally {
    // An iterator left in the middle would keep its connection busy.
    left.return(undefined);
    right.return(undefined);
  }
}

/** What is compared of one table where not all of it is: columns that show what was sealed are left out. */
export interface TableShare {
  table: string;
  keys: readonly string[];
  hidden: ReadonlySet<string>;
  problems: Problems<BookProblem>;
}

/** Compares the rows of some keys; one that stands in neither is gone in both. Returns how many. */
export function compareRows(
  keysOfRows: Iterable<Row>,
  stored: ReadHandle,
  replayed: ReadHandle,
  share: TableShare,
): number {
  const sql = `SELECT * FROM ${share.table} WHERE ${share.keys.map((key) => `${key} = ?`).join(' AND ')}`;
  let rows = 0;
  for (const row of keysOfRows) {
    const key = share.keys.map((name) => row[name] ?? null);
    walk(rowsIn(stored.get<Row>(sql, ...key)), rowsIn(replayed.get<Row>(sql, ...key)), share);
    rows += 1;
  }
  return rows;
}

function* rowsIn(row: Row | undefined): Generator<Row> {
  if (row) yield row;
}

/**
 * Compares the rows behind a key (null: from the first), at most so many. Gives how many, and the key of the last one;
 * null where the table ended.
 */
export function compareBehind(
  after: readonly SqlValue[] | null,
  most: number,
  stored: ReadHandle,
  replayed: ReadHandle,
  share: TableShare,
): { rows: number; last: SqlValue[] | null } {
  const { table, keys } = share;
  const names = keys.join(', ');
  const marks = keys.map(() => '?').join(', ');
  const behind = after ? `(${names}) > (${marks})` : 'TRUE';
  const [end] = replayed.all<Row>(
    `SELECT ${names} FROM ${table} WHERE ${behind} ORDER BY ${names} LIMIT 1 OFFSET ?`,
    ...(after ?? []),
    most - 1,
  );
  const last = end ? keys.map((key) => end[key] ?? null) : null;
  const until = last ? `(${names}) <= (${marks})` : 'TRUE';
  const sql = `SELECT * FROM ${table} WHERE ${behind} AND ${until} ORDER BY ${names}`;
  const bounds = [...(after ?? []), ...(last ?? [])];
  const rows = walkBoth(stored.iterate<Row>(sql, ...bounds), replayed.iterate<Row>(sql, ...bounds), share);
  return { rows, last };
}

interface Comparison {
  table: string;
  keys: readonly string[];
  hidden?: ReadonlySet<string>;
  problems: Problems<BookProblem>;
}

/** Merges two sorted sequences of rows; what stands in one only is a difference of the whole row (`*`). */
function walk(left: Generator<Row>, right: Generator<Row>, comparison: Comparison): number {
  const { table, keys, hidden, problems } = comparison;
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
        if (is !== value && !hidden?.has(column)) differs(keyOf(theirs.value, keys), column, is, value);
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
