import Database from 'better-sqlite3';
import type { ReadHandle } from './connection.ts';
import { migrate, stepsUpTo, type Versions } from './migrate.ts';
import type { Schema } from './migration.ts';

/** Something in a file's schema that is not as the program makes it. */
export interface SchemaDifference {
  /** `trigger`, `table`, `index`, `view`. */
  kind: string;
  name: string;
  /** `foreign`: the program makes none of that name; `changed`: it makes another; `missing`. */
  how: 'foreign' | 'changed' | 'missing';
}

interface SchemaRow {
  type: string;
  name: string;
  tbl_name: string;
  sql: string | null;
}

const listed = `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;

/**
 * Compares the schema of a file with that of a new one that has gone through the same steps: whoever can write the
 * file can have put a trigger into it that changes what the program writes.
 */
export function schemaDifferences(read: ReadHandle, schema: Schema): SchemaDifference[] {
  const wanted = freshSchema(schema, versionsOf(read));
  const there = new Map(read.all<SchemaRow>(listed).map((row) => [`${row.type} ${row.name}`, row]));
  const differences: SchemaDifference[] = [];
  for (const [key, row] of there) {
    const fresh = wanted.get(key);
    if (!fresh) differences.push({ kind: row.type, name: row.name, how: 'foreign' });
    else if (textOf(fresh) !== textOf(row)) differences.push({ kind: row.type, name: row.name, how: 'changed' });
  }
  for (const [key, { type, name }] of wanted) {
    if (!there.has(key)) differences.push({ kind: type, name, how: 'missing' });
  }
  return differences;
}

function freshSchema(schema: Schema, versions: Versions): Map<string, SchemaRow> {
  const db = new Database(':memory:');
  try {
    migrate(db, stepsUpTo(schema, versions));
    const rows = db.prepare<[], SchemaRow>(listed).all();
    return new Map(rows.map((row) => [`${row.type} ${row.name}`, row]));
  } finally {
    db.close();
  }
}

/** Steps that make a table anew leave its name in quotes. */
function textOf({ tbl_name, sql }: SchemaRow): string {
  return `${tbl_name} ${(sql ?? '').replaceAll('"', '').replaceAll(/\s+/g, ' ').trim()}`;
}

/** How far a file of ours has got. */
function versionsOf(read: ReadHandle): Versions {
  const founding = read.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  const hasParts = read.get(`SELECT 1 FROM sqlite_schema WHERE name = 'part_versions'`) !== undefined;
  const parts = hasParts ? read.all<{ part: string; version: number }>('SELECT part, version FROM part_versions') : [];
  return { founding, parts: new Map(parts.map(({ part, version }) => [part, version])) };
}
