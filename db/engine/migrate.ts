import type Database from 'better-sqlite3';
import { DatabaseError, fromSqlite } from './error.ts';
import type { Migration, PartSteps, Schema } from './migration.ts';

/** `ClkR`: tells our files from other SQLite files (PRAGMA application_id). */
const storeId = 0x436c6b52;

const idOf = ({ applicationId = storeId }: Schema) => applicationId;

/** How far a file has got. */
export interface Versions {
  /** The last founding step, `user_version`; 0 for an empty file. */
  founding: number;
  /** The last step of every part that has had any, by name. */
  parts: ReadonlyMap<string, number>;
}

/**
 * Brings a file to the newest schema, each step in one transaction. Throws FILE_NOT_A_STORE for somebody else's
 * file, FILE_TOO_NEW for one from a later program, MIGRATION_FAILED when a step fails (the file then stands as
 * before that step).
 */
export function migrate(db: Database.Database, schema: Schema): void {
  const versions = ensureOurs(db, schema);
  for (const migration of stepsAfter(schema.founding, versions.founding)) {
    step(db, migration, {}, () => {
      db.pragma(`application_id = ${idOf(schema)}`);
      db.pragma(`user_version = ${migration.version}`);
    });
  }
  for (const { name, migrations } of schema.parts) {
    for (const migration of stepsAfter(migrations, versions.parts.get(name) ?? 0)) {
      step(db, migration, { part: name }, () => {
        db.prepare(
          `INSERT INTO part_versions (part, version) VALUES (?, ?)
           ON CONFLICT (part) DO UPDATE SET version = excluded.version`,
        ).run(name, migration.version);
      });
    }
  }
}

/** One step, whole or not at all; `note` writes down that it is done. */
function step(db: Database.Database, migration: Migration, of: { part?: string }, note: () => void): void {
  try {
    db.transaction(() => {
      migration.up(db);
      note();
    }).immediate();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DatabaseError('MIGRATION_FAILED', { ...of, version: migration.version, message }, { cause: error });
  }
}

/** For readers, who cannot migrate: throws FILE_NOT_A_STORE, FILE_TOO_NEW or FILE_TOO_OLD unless it is current. */
export function ensureCurrent(db: Database.Database, schema: Schema): void {
  const { founding, parts } = ensureOurs(db, schema);
  if (founding === 0) throw new DatabaseError('FILE_NOT_A_STORE');
  const known = newest(schema.founding);
  if (founding < known) throw new DatabaseError('FILE_TOO_OLD', { version: founding, known });
  for (const part of schema.parts) {
    const [version, known] = [parts.get(part.name) ?? 0, newest(part.migrations)];
    if (version < known) throw new DatabaseError('FILE_TOO_OLD', { part: part.name, version, known });
  }
}

/** How far the file has got. Throws FILE_NOT_A_STORE, FILE_TOO_NEW. */
export function ensureOurs(db: Database.Database, schema: Schema): Versions {
  const { version, application, tables, parts } = facts(db, idOf(schema));
  if (application !== idOf(schema) && (application !== 0 || version !== 0 || tables > 0)) {
    throw new DatabaseError('FILE_NOT_A_STORE', { applicationId: application });
  }
  const known = newest(schema.founding);
  if (version > known) throw new DatabaseError('FILE_TOO_NEW', { version, known });
  for (const [name, version] of parts) {
    // A part that is not in the list is one of a later program.
    const known = newest(migrationsOf(schema.parts, name));
    if (version > known) throw new DatabaseError('FILE_TOO_NEW', { part: name, version, known });
  }
  return { founding: version, parts };
}

interface Facts {
  version: number;
  application: number;
  tables: number;
  parts: ReadonlyMap<string, number>;
}

function facts(db: Database.Database, applicationId: number): Facts {
  try {
    const names = db.prepare<[], { name: string }>('SELECT name FROM sqlite_schema').all();
    const application = Number(db.pragma('application_id', { simple: true }));
    const hasParts = application === applicationId && names.some(({ name }) => name === 'part_versions');
    const parts = hasParts
      ? db.prepare<[], { part: string; version: number }>('SELECT part, version FROM part_versions').all()
      : [];
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      application,
      tables: names.length,
      parts: new Map(parts.map(({ part, version }) => [part, version])),
    };
  } catch (error) {
    throw fromSqlite(error);
  }
}

/** The steps that a file of these versions has gone through. */
export function stepsUpTo(schema: Schema, { founding, parts }: Versions): Schema {
  const upTo = (migrations: readonly Migration[], version: number) =>
    migrations.filter((candidate) => candidate.version <= version);
  return {
    ...schema,
    founding: upTo(schema.founding, founding),
    parts: schema.parts.map((part) => ({ ...part, migrations: upTo(part.migrations, parts.get(part.name) ?? 0) })),
  };
}

/** Whether a file has steps still to go through. */
export function isBehind({ founding, parts }: Versions, schema: Schema): boolean {
  if (founding < newest(schema.founding)) return true;
  return schema.parts.some(({ name, migrations }) => (parts.get(name) ?? 0) < newest(migrations));
}

function stepsAfter(migrations: readonly Migration[], version: number): readonly Migration[] {
  return migrations.filter((candidate) => candidate.version > version);
}

function migrationsOf(parts: readonly PartSteps[], name: string): readonly Migration[] {
  return parts.find((part) => part.name === name)?.migrations ?? [];
}

function newest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
