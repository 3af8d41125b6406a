import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../db/engine/migrate.ts';
import { type DatabasePart, engineTables } from '../../db/engine/part.ts';
import { namingColumns } from '../../db/hand-over.ts';
import { operationalPart } from '../../db/operational/part.ts';
import { databaseParts, schema } from '../../db/parts.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { bookProblems } from '../../db/verify/problems.ts';
import { problemTexts } from '../../db/verify.ts';
import { foldersIn } from './driven.ts';

const parts: readonly DatabasePart[] = databaseParts;

/** Of a file that has gone through every step. */
function tablesOfSchema(): string[] {
  const db = new Database(':memory:');
  migrate(db, schema);
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`;
  return db
    .prepare<[], { name: string }>(sql)
    .all()
    .map(({ name }) => name);
}

/** What stands in more than one place. */
function doubled(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('the parts of the database', () => {
  it('own every table of the schema, each once', () => {
    const owned = [...engineTables, ...parts.flatMap(({ tables, kept = [] }) => [...tables, ...kept])];
    expect(owned.toSorted()).toEqual(tablesOfSchema().toSorted());
    expect(doubled(owned)).toEqual([]);
  });

  it('have names and problems of their own', () => {
    expect(doubled(parts.map(({ name }) => name))).toEqual([]);
    const codes = [bookProblems, ...parts.map(({ problems }) => problems)].flatMap((texts) => Object.keys(texts));
    expect(doubled(codes)).toEqual([]);
    expect(codes.toSorted()).toEqual(Object.keys(problemTexts).toSorted());
  });

  it('stand in the order that their borders are drawn by, a folder for each', async () => {
    const borders = new URL('../../.dependency-cruiser.mjs', import.meta.url);
    const { databaseLadder } = (await import(borders.href)) as { databaseLadder: string[] };
    const names: string[] = parts.map(({ name }) => name).filter((name) => name !== operationalPart.name);
    expect(databaseLadder).toEqual(names);
    const folders = foldersIn(new URL('../../db/parts', import.meta.url));
    expect(folders.toSorted()).toEqual(names.toSorted());
  });

  it('count only tables that are theirs', () => {
    const strange = parts.flatMap(({ tables, counts = {} }) =>
      Object.values(counts).filter((table) => !tables.includes(table)),
    );
    expect(strange).toEqual([]);
    expect(doubled(parts.flatMap(({ counts = {} }) => Object.keys(counts)))).toEqual([]);
  });

  it('count their own steps from 1 without gaps', () => {
    for (const { migrations } of [{ migrations: schema.founding }, ...parts]) {
      expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    }
  });
});

/** Columns that look like a number of somebody or something and are none, and why. */
const noNumbers: Readonly<Record<string, string>> = {
  'bills.no': 'the number of the bill',
  'visits.no': 'the number of the visit',
  'holders.no': 'what the numbers stand for',
  'job_runs.errorCode': 'an error',
  'payments.tenderCode': 'a tender',
  'refusals.code': 'an error',
  'rotation_policies.groupCode': 'a group',
  'journal.actor': 'the journal is never written again: who it was is told by who had the number then',
};

it('every column that names a person, a room or what is sold by number is renamed when the number passes on', () => {
  const db = StoreDatabase.open(':memory:');
  const tables = db.read.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const columns = tables.flatMap(({ name }) =>
    db.read
      .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', name)
      .map((column) => ({ table: name, column: column.name })),
  );
  const isNumber = /(No|Nos|By|Code)$|^(no|code|who|actor)$/;
  const found = columns.filter(({ column }) => isNumber.test(column)).map(({ table, column }) => `${table}.${column}`);
  const named = new Set(namingColumns.map(({ table, column }) => `${table}.${column}`));
  expect(found.filter((one) => !named.has(one)).sort()).toEqual(Object.keys(noNumbers).sort());
  const there = new Set(columns.map(({ table, column }) => `${table}.${column}`));
  expect([...named].filter((one) => !there.has(one))).toEqual([]);
  db.close();
});
