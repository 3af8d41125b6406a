import type Database from 'better-sqlite3';
import { DatabaseError, fromSqlite } from './error.ts';
import { migrations as all } from './founding/index.ts';
import type { Migration } from './founding/migration.ts';

/** `ClkR`: tells our files from other SQLite files (PRAGMA application_id). */
const applicationId = 0x436c6b52;

/**
 * Brings a file to the newest schema, each step in one transaction. Throws FILE_NOT_A_STORE for somebody else's
 * file, FILE_TOO_NEW for one from a later program, MIGRATION_FAILED when a step fails (the file then stands as
 * before that step).
 */
export function migrate(db: Database.Database, migrations: readonly Migration[] = all): void {
  const version = ensureOurs(db, migrations);
  for (const migration of migrations.filter((candidate) => candidate.version > version)) {
    try {
      db.transaction(() => {
        migration.up(db);
        db.pragma(`application_id = ${applicationId}`);
        db.pragma(`user_version = ${migration.version}`);
      }).immediate();
    } catch (error) {
      throw new DatabaseError(
        'MIGRATION_FAILED',
        { version: migration.version, message: error instanceof Error ? error.message : String(error) },
        { cause: error },
      );
    }
  }
}

/** For readers, who cannot migrate: throws FILE_NOT_A_STORE, FILE_TOO_NEW or FILE_TOO_OLD unless it is current. */
export function ensureCurrent(db: Database.Database, migrations: readonly Migration[] = all): void {
  const version = ensureOurs(db, migrations);
  const known = newest(migrations);
  if (version === 0) throw new DatabaseError('FILE_NOT_A_STORE');
  if (version < known) throw new DatabaseError('FILE_TOO_OLD', { version, known });
}

/** The file's version; 0 for an empty file. Throws FILE_NOT_A_STORE, FILE_TOO_NEW. */
export function ensureOurs(db: Database.Database, migrations: readonly Migration[] = all): number {
  const { version, application, tables } = facts(db);
  if (application !== applicationId && (application !== 0 || version !== 0 || tables > 0)) {
    throw new DatabaseError('FILE_NOT_A_STORE', { applicationId: application });
  }
  const known = newest(migrations);
  if (version > known) throw new DatabaseError('FILE_TOO_NEW', { version, known });
  return version;
}

function facts(db: Database.Database): { version: number; application: number; tables: number } {
  try {
    const tables = db.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM sqlite_schema').get();
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      application: Number(db.pragma('application_id', { simple: true })),
      tables: tables?.count ?? 0,
    };
  } catch (error) {
    throw fromSqlite(error);
  }
}

function newest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
