import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../db/engine/migrate.ts';
import { type DatabasePart, engineTables } from '../../db/engine/part.ts';
import { operationalPart } from '../../db/operational/part.ts';
import { databaseParts, schema } from '../../db/parts.ts';
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
