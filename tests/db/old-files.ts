import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import type { JournalRow } from '../../db/engine/journal.ts';
import { keysPathOf } from '../../db/engine/key-store.ts';
import { temporaryDirectory } from './files.ts';

/** What an older version of the program wrote; see the fixtures' README. */
export function fixture(name: string): Buffer {
  return gunzipSync(readFileSync(new URL(`../fixtures/stores/${name}.gz`, import.meta.url)));
}

/** The old file in a folder of its own, nothing in it changed. */
export function oldFile(name: string): string {
  const path = join(temporaryDirectory(), 'store.sqlite');
  writeFileSync(path, fixture(`${name}.sqlite`));
  return path;
}

/** The store with sealed rows, its keys beside it where they are wanted. */
export function sealedFile(withKeys: boolean): string {
  const path = oldFile('sealed-guests');
  if (withKeys) writeFileSync(keysPathOf(path), fixture('sealed-guests.keys.sqlite'));
  return path;
}

/** The store with cards as hashes, its keys beside it. */
export function hashedFile(): string {
  const path = oldFile('hashed-cards');
  writeFileSync(keysPathOf(path), fixture('hashed-cards.keys.sqlite'));
  return path;
}

/** The journal as it stands in a file, without today's program having seen it. */
export function journalIn(path: string): JournalRow[] {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq').all();
  db.close();
  return rows;
}
