import type { PersonalOwner } from '../core/kernel/personal.ts';
import type { ReadHandle, SqlValue, WriteHandle } from './engine/connection.ts';
import type { DatabasePart, PersonalColumns } from './engine/part.ts';
import { databaseParts } from './parts.ts';

const parts: readonly DatabasePart[] = databaseParts;
const all: readonly PersonalColumns[] = parts.flatMap(({ personal = [] }) => personal);

const setTo = (names: readonly string[]) => names.map((name) => `${name} = ?`).join(', ');

/** Takes what is personal of somebody out of every table. */
export function blankOwner(tx: WriteHandle, { kind, id }: PersonalOwner): void {
  for (const { table, ownerColumn, blanks } of all.filter((columns) => columns.kind === kind)) {
    const sql = `UPDATE ${table} SET ${setTo(Object.keys(blanks))} WHERE ${ownerColumn} = ?`;
    tx.run(sql, ...Object.values(blanks), id);
  }
}

/**
 * Takes out of every table what is personal of everybody who has a key. Whoever has none stands plain in the journal
 * beside it, and has to stand in the tables as a replay writes it.
 */
export function blankEverybody(tx: WriteHandle): void {
  for (const { table, kind, ownerColumn, blanks } of all) {
    tx.run(
      `UPDATE ${table} SET ${setTo(Object.keys(blanks))}
       WHERE ${ownerColumn} IN (SELECT ownerId FROM sealed_keys WHERE kind = ?)`,
      ...Object.values(blanks),
      kind,
    );
  }
}

/** Takes out of every table what is personal of anybody, also of whoever has no key. */
export function blankAllRows(tx: WriteHandle): void {
  for (const { table, blanks } of all) {
    tx.run(`UPDATE ${table} SET ${setTo(Object.keys(blanks))}`, ...Object.values(blanks));
  }
}

/** The same in some rows of a table; `within`: how a statement names them. */
export function blankRows(tx: WriteHandle, within: (table: string) => string): void {
  for (const { table, blanks } of all) {
    tx.run(`UPDATE ${table} SET ${setTo(Object.keys(blanks))} WHERE ${within(table)}`, ...Object.values(blanks));
  }
}

/** The columns of a table that show what the journal has sealed. */
export function personalColumnsOf(table: string): ReadonlySet<string> {
  return new Set(all.filter((one) => one.table === table).flatMap(({ blanks }) => Object.keys(blanks)));
}

/** What is personal of somebody, from tables that show it; gives what writes the same into others. */
export function shownOf(read: ReadHandle, { kind, id }: PersonalOwner): (tx: WriteHandle) => void {
  const found = all
    .filter((columns) => columns.kind === kind)
    .flatMap(({ table, ownerColumn, blanks }) => {
      const names = Object.keys(blanks);
      const key = primaryKeyOf(read, table);
      const sql = `SELECT ${[...key, ...names].join(', ')} FROM ${table} WHERE ${ownerColumn} = ?`;
      const rows = read.all<Record<string, SqlValue>>(sql, id);
      return rows.map((row) => ({ table, names, key, row }));
    });
  return (tx) => {
    for (const { table, names, key, row } of found) {
      const values = [...names, ...key].map((name) => row[name] ?? null);
      tx.run(`UPDATE ${table} SET ${setTo(names)} WHERE ${key.map((name) => `${name} = ?`).join(' AND ')}`, ...values);
    }
  };
}

function primaryKeyOf(read: ReadHandle, table: string): string[] {
  const sql = 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk';
  return read.all<{ name: string }>(sql, table).map(({ name }) => name);
}
