import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Connection } from '../../db/engine/connection.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import { migrations } from '../../db/engine/founding/index.ts';
import type { Migration, PartSteps, Schema } from '../../db/engine/migration.ts';
import { temporaryDirectory } from './files.ts';

const made = (version: number, sql: string): Migration => ({ version, up: (db) => void db.exec(sql) });

// A part that nobody has, and one behind it in the list that refers to it.
const firstLamp = made(1, 'CREATE TABLE lamps (no TEXT PRIMARY KEY NOT NULL) STRICT');
const secondLamp = made(2, `ALTER TABLE lamps ADD COLUMN colour TEXT NOT NULL DEFAULT 'white'`);
const firstShade = made(
  1,
  `CREATE TABLE shades (lampNo TEXT NOT NULL REFERENCES lamps (no)) STRICT;
  INSERT INTO lamps (no) VALUES ('1'); INSERT INTO shades VALUES ('1')`,
);
const broken = made(3, `UPDATE lamps SET colour = 'red'; CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)`);

const schemaOf = (...parts: PartSteps[]): Schema => ({ founding: migrations, parts });
const lamps = (...steps: Migration[]): PartSteps => ({ name: 'lamps', migrations: steps });
const shades = (...steps: Migration[]): PartSteps => ({ name: 'shades', migrations: steps });

function refusal(work: () => unknown): { code: string; context: Readonly<Record<string, unknown>> } | null {
  try {
    work();
  } catch (error) {
    if (error instanceof DatabaseError) return { code: error.code, context: error.context };
    throw error;
  }
  return null;
}

/** A file of this schema. */
function fileOf(schema: Schema): string {
  const path = join(temporaryDirectory(), 'store.sqlite');
  Connection.open(path, schema).close();
  return path;
}

function look<Row>(path: string, sql: string): Row[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

const versionsIn = (path: string) => look(path, 'SELECT part, version FROM part_versions ORDER BY part');

describe('the steps of a part', () => {
  it('come after the founding ones, part by part in the order of the list, and are counted in the file', () => {
    const path = fileOf(schemaOf(lamps(firstLamp, secondLamp), shades(firstShade)));
    expect(versionsIn(path)).toEqual([
      { part: 'lamps', version: 2 },
      { part: 'shades', version: 1 },
    ]);
    expect(look(path, 'SELECT * FROM lamps')).toEqual([{ no: '1', colour: 'white' }]);
    expect(look(path, 'PRAGMA user_version')).toEqual([{ user_version: migrations.length }]);
    expect(refusal(() => fileOf(schemaOf(shades(firstShade), lamps(firstLamp))))?.code).toBe('MIGRATION_FAILED');
  });

  it('run once each, and those that are new when the program is', () => {
    const path = fileOf(schemaOf(lamps(firstLamp)));
    expect(versionsIn(path)).toEqual([{ part: 'lamps', version: 1 }]);
    let ran = 0;
    const counted: Migration = {
      version: 2,
      up() {
        ran += 1;
      },
    };
    for (let times = 0; times < 2; times += 1) Connection.open(path, schemaOf(lamps(firstLamp, counted))).close();
    expect(ran).toBe(1);
    expect(versionsIn(path)).toEqual([{ part: 'lamps', version: 2 }]);
  });

  it('leave the file as it was where one fails', () => {
    const path = fileOf(schemaOf(lamps(firstLamp, secondLamp), shades(firstShade)));
    const before = join(temporaryDirectory(), 'before.sqlite');
    copyFileSync(path, before);
    const failed = refusal(() =>
      Connection.open(path, schemaOf(lamps(firstLamp, secondLamp, broken), shades(firstShade))),
    );
    expect(failed).toEqual({
      code: 'MIGRATION_FAILED',
      context: { part: 'lamps', version: 3, message: 'no such table: nowhere' },
    });
    expect(readFileSync(path).equals(readFileSync(before))).toBe(true);
    expect(look(path, 'SELECT colour FROM lamps')).toEqual([{ colour: 'white' }]);
    expect(
      refusal(() => Connection.open(path, schemaOf(lamps(firstLamp, secondLamp), shades(firstShade))).close()),
    ).toBe(null);
  });

  it('are waited for by a reader', () => {
    const path = fileOf(schemaOf(lamps(firstLamp)));
    expect(refusal(() => Connection.openReadOnly(path, schemaOf(lamps(firstLamp))).close())).toBe(null);
    expect(refusal(() => Connection.openReadOnly(path, schemaOf(lamps(firstLamp, secondLamp))))).toEqual({
      code: 'FILE_TOO_OLD',
      context: { part: 'lamps', version: 1, known: 2 },
    });
  });
});

describe('a file of a newer program is refused', () => {
  const path = () => fileOf(schemaOf(lamps(firstLamp, secondLamp)));
  const open = [Connection.open.bind(Connection), Connection.openReadOnly.bind(Connection)];

  it('where a part has got further', () => {
    for (const opened of open) {
      expect(refusal(() => opened(path(), schemaOf(lamps(firstLamp))))).toEqual({
        code: 'FILE_TOO_NEW',
        context: { part: 'lamps', version: 2, known: 1 },
      });
    }
  });

  it('where it has a part that this one does not know', () => {
    for (const opened of open) {
      expect(refusal(() => opened(path(), schemaOf()))).toEqual({
        code: 'FILE_TOO_NEW',
        context: { part: 'lamps', version: 2, known: 0 },
      });
    }
  });

  it('also by a program of before parts counted their own', () => {
    const twelve: Schema = { founding: migrations.slice(0, 12), parts: [] };
    expect(refusal(() => Connection.open(fileOf(schemaOf()), twelve))?.code).toBe('FILE_TOO_NEW');
  });

  it('and stays as it is', () => {
    const file = path();
    const before = readFileSync(file);
    expect(refusal(() => Connection.open(file, schemaOf(lamps(firstLamp))))?.code).toBe('FILE_TOO_NEW');
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

it('a store of before has no steps of parts behind it, and goes through all of them', () => {
  const path = join(temporaryDirectory(), 'store.sqlite');
  Connection.open(path, { founding: migrations.slice(0, 12), parts: [] }).close();
  expect(look(path, `SELECT name FROM sqlite_schema WHERE name = 'part_versions'`)).toEqual([]);
  Connection.open(path, schemaOf(lamps(firstLamp, secondLamp))).close();
  expect(versionsIn(path)).toEqual([{ part: 'lamps', version: 2 }]);
});
