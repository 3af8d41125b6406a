import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { vi } from 'vitest';
import { keySchema } from '../../db/engine/key-store.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { schema } from '../../db/parts.ts';

/** A statement that a connection has prepared, and where SQLite looks for what it gives or changes. */
export interface Plan {
  sql: string;
  steps: string[];
}

/** A connection's statements: those of reading ones and of temporary files are not those of a store at work. */
interface Prepared {
  db: Database.Database;
  sql: string;
}

/**
 * Hears every statement that is prepared meanwhile, on whichever connection of this thread, as SQLite gets it. The
 * migrations' own are left out: they run once.
 */
export async function statementsOf(work: () => unknown): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  const prepare = Database.prototype.prepare;
  const spy = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql) {
    prepared.push({ db: this, sql });
    return prepare.call(this, sql);
  });
  try {
    const empty = new Database(':memory:');
    migrate(empty, schema);
    empty.close();
    const once = new Set(prepared.splice(0).map(({ sql }) => sql));
    await work();
    return prepared.filter(({ sql }) => !once.has(sql));
  } finally {
    spy.mockRestore();
  }
}

/** How SQLite goes about each of the statements, in a file of today's schema. */
export function plansOf(statements: Iterable<string>): Plan[] {
  const db = new Database(':memory:');
  migrate(db, schema);
  // The file of the keys has one table, which no store has.
  for (const { up } of keySchema.founding) up(db);
  const plans = [...new Set(statements)].map((sql) => {
    const params = Array.from({ length: sql.split('?').length - 1 }, () => null);
    const steps = db.prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
    return { sql, steps: steps.map(({ detail }) => detail) };
  });
  db.close();
  return plans;
}

/** The names of the folders in a folder. */
export function foldersIn(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** What the modules of a folder's files export, by name; `folder` from the root of the project, `*` any one folder. */
export async function exportsOf(folder: string, isMeant: (file: string) => boolean): Promise<Map<string, unknown>> {
  const root = new URL('../../', import.meta.url);
  const [above = '', below] = folder.split('*');
  const folders =
    below === undefined ? [folder] : foldersIn(new URL(above, root)).map((name) => `${above}${name}${below}`);
  const found = new Map<string, unknown>();
  for (const one of folders) {
    const files = readdirSync(new URL(`${one}/`, root)).filter((name) => name.endsWith('.ts') && isMeant(name));
    for (const file of files) {
      const module = (await import(new URL(`${one}/${file}`, root).href)) as Record<string, unknown>;
      for (const [name, value] of Object.entries(module)) {
        if (found.has(name)) throw new Error(`two exports are called ${name}`);
        found.set(name, value);
      }
    }
  }
  return found;
}

/** The names of a class's methods and getters. */
export function methodsOf(slice: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(slice)).filter((name) => name !== 'constructor');
}
