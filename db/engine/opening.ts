import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseError, fromSqlite } from './error.ts';

/** A new file is nobody's but whoever runs the store; what SQLite puts beside it has the same rights. */
export function makePrivate(path: string): void {
  if (path === '' || path === ':memory:' || existsSync(path) || !existsSync(dirname(path))) return;
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch {
    // SQLite says why it cannot be made.
  }
}

/** What opens a file, in the codes of the database. Throws FILE_NOT_FOUND where there is no folder, and as SQLite says. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const ours = fromSqlite(error);
    if (ours instanceof TypeError) throw new DatabaseError('FILE_NOT_FOUND', { path }, { cause: ours });
    throw ours;
  }
}
