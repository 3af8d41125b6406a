import Database from 'better-sqlite3';
import { DatabaseError, fromSqlite } from './error.ts';

/**
 * A lock of the operating system on a file, by way of SQLite, which has it for every system: held by one program,
 * whatever path leads to the file, also from another container of this machine, and over a network share where that
 * passes locks on. The system lets go of it when the program ends, however it ends.
 */
export class FileLock {
  readonly #db: Database.Database;

  private constructor(db: Database.Database) {
    this.#db = db;
  }

  /**
   * Null where another program holds it. The file is made where there is none, and stays empty. Throws DatabaseError
   * where the place cannot lock.
   */
  static take(path: string): FileLock | null {
    let db: Database.Database | null = null;
    try {
      db = new Database(path, { timeout: 0 });
      db.exec('BEGIN EXCLUSIVE');
      return new FileLock(db);
    } catch (error) {
      db?.close();
      const ours = fromSqlite(error);
      if (ours instanceof DatabaseError && ours.code === 'BUSY') return null;
      throw ours;
    }
  }

  release(): void {
    this.#db.close();
  }
}
