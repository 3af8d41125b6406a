import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

const waitMs = 5_000;

/**
 * Takes back what was broken off before a file had its write-ahead log: the very first start of a store is killed, or
 * the power goes. Whoever only looks is not allowed to. Nothing is done where nothing was broken off.
 */
export function takeBackBrokenOff(path: string): void {
  if (!existsSync(`${path}-journal`) || !existsSync(path)) return;
  try {
    const db = new Database(path, { fileMustExist: true, timeout: waitMs });
    try {
      db.pragma('schema_version');
    } finally {
      db.close();
    }
  } catch {
    // Whoever looks says what it is.
  }
}
