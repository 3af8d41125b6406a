import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { keysPathOf } from '../../db/engine/key-store.ts';

/** A directory of its own, gone with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'clockroom-db-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A copy of a store that is not open anywhere, changed by raw SQL; returns its path. */
export function damagedCopy(path: string, ...sql: string[]): string {
  const copy = join(temporaryDirectory(), 'store.sqlite');
  copyFileSync(path, copy);
  if (existsSync(keysPathOf(path))) copyFileSync(keysPathOf(path), keysPathOf(copy));
  const db = new Database(copy);
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare<[], { sql: string }>(`SELECT sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  db.exec('DROP TRIGGER journal_never_updated; DROP TRIGGER journal_never_deleted;');
  for (const statement of sql) {
    const { changes } = db.prepare(statement).run();
    if (changes === 0) throw new Error(`damages nothing: ${statement}`);
  }
  // What is wrong is what was written, not how.
  for (const { sql } of triggers) db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return copy;
}
