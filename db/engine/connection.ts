import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DatabaseError, fromSqlite } from './error.ts';
import { ensureCurrent, ensureOurs, isBehind, migrate } from './migrate.ts';
import type { Schema } from './migration.ts';
import { guarded, makePrivate } from './opening.ts';

/** What goes into and comes out of a column; booleans are 0 and 1. */
export type SqlValue = string | number | null;

/** A statement that took longer than a swipe may wait. */
interface SlowStatement {
  sql: string;
  durationMs: number;
}

export interface ConnectionOptions {
  /** Told of every statement that takes `slowMs` or longer. */
  onSlow?(statement: SlowStatement): void;
  slowMs?: number;
  /** False for a file that is thrown away afterwards: commits are not synced, a power cut may lose the last ones. */
  durable?: boolean;
  /** Pages of the write-ahead log from which a commit moves them into the file itself; SQLite's own 1,000 without it. */
  walPages?: number;
  /** What SQLite puts beside for a moment never touches a disk; for a small file with secrets. */
  isTemporaryInMemory?: boolean;
}

const defaultSlowMs = 50;
const busyTimeoutMs = 5_000;

type Prepared = Database.Statement<SqlValue[], unknown>;

/** A writing statement; `table`: the one it writes to, null where the text does not tell. */
interface PreparedWrite {
  statement: Prepared;
  table: string | null;
}

/** No table of ours is changed by way of another: there are no triggers that write, and no reference cascades. */
const writtenTable = /^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(\w+)(?=[\s(]|$)/i;

/**
 * SQLite as better-sqlite3 builds it (with STAT4) looks at what a parameter is bound to where that might be of use to
 * the plan, and compiles the statement anew for the next value: each time for `= ?` where rows are sorted or grouped,
 * and for `LIMIT ?` (https://sqlite.org/c3ref/prepare.html). Our plans do not depend on values, nothing is analysed. It
 * does not look into an expression, and a plus sign makes one without changing anything else.
 */
function plannedOnce(sql: string): string {
  return sql.replace(/(=|<|>|\bLIMIT)\s*\?/g, '$1 +?');
}

/** The prepared statements of one connection, each compiled once. */
class Statements {
  readonly db: Database.Database;
  readonly #options: ConnectionOptions;
  readonly #slowMs: number;
  readonly #reads = new Map<string, Prepared>();
  readonly #writes = new Map<string, PreparedWrite>();
  /** Counts what was written; each table has the count of its last writing. */
  #writeCount = 0;
  readonly #lastWrites = new Map<string, number>();
  /** Everything may have changed with this one: after a rollback tables are as they were before. */
  #lastOfAll = 0;

  constructor(db: Database.Database, options: ConnectionOptions) {
    this.db = db;
    this.#options = options;
    this.#slowMs = options.slowMs ?? defaultSlowMs;
  }

  /** When one of the tables was last written to, as a count; null where others write and nobody can tell. */
  versionOf(tables: readonly string[]): number | null {
    if (this.db.readonly) return null;
    let last = this.#lastOfAll;
    for (const table of tables) last = Math.max(last, this.#lastWrites.get(table) ?? 0);
    return last;
  }

  read(sql: string): Prepared {
    let statement = this.#reads.get(sql);
    if (!statement) {
      statement = this.db.prepare<SqlValue[], unknown>(plannedOnce(sql));
      if (!statement.readonly) throw new DatabaseError('NOT_A_READ', { sql });
      this.#reads.set(sql, statement);
    }
    return statement;
  }

  write(sql: string): PreparedWrite {
    let prepared = this.#writes.get(sql);
    if (!prepared) {
      const statement = this.db.prepare<SqlValue[], unknown>(sql);
      prepared = { statement, table: writtenTable.exec(sql)?.[1] ?? null };
      this.#writes.set(sql, prepared);
    }
    return prepared;
  }

  /** What was read of the table before, or of any table, may be another now. */
  changed(table: string | null): void {
    this.#writeCount += 1;
    if (table === null) this.#lastOfAll = this.#writeCount;
    else this.#lastWrites.set(table, this.#writeCount);
  }

  /** Runs, tells of slowness, and turns what SQLite throws into a DatabaseError. */
  measured<T>(sql: string, work: () => T): T {
    try {
      if (!this.#options.onSlow) return work();
      const startedAt = performance.now();
      const result = work();
      const durationMs = performance.now() - startedAt;
      if (durationMs >= this.#slowMs) this.#options.onSlow({ sql, durationMs });
      return result;
    } catch (error) {
      throw fromSqlite(error, sql);
    }
  }
}

/** What a query may do: look. A statement that writes is refused (NOT_A_READ). */
export class ReadHandle {
  protected readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  /**
   * Another number whenever one of the tables may have been written to since: what was read of them under the same one
   * still stands. Null where another connection writes: it has to be read again.
   */
  versionOf(tables: readonly string[]): number | null {
    return this.statements.versionOf(tables);
  }

  /** The first row; undefined when there is none. */
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined {
    return this.statements.measured(sql, () => this.statements.read(sql).get(...params) as Row | undefined);
  }

  all<Row>(sql: string, ...params: SqlValue[]): Row[] {
    return this.statements.measured(sql, () => this.statements.read(sql).all(...params) as Row[]);
  }

  /** Row by row, for what is too large to hold; the statement is its own, so that two may run side by side. */
  *iterate<Row>(sql: string, ...params: SqlValue[]): Generator<Row> {
    try {
      const statement = this.statements.db.prepare<SqlValue[], unknown>(sql);
      if (!statement.readonly) throw new DatabaseError('NOT_A_READ', { sql });
      yield* statement.iterate(...params) as IterableIterator<Row>;
    } catch (error) {
      throw fromSqlite(error, sql);
    }
  }
}

/** What projections, the journal and the operational tables get, inside a transaction only. */
export class WriteHandle extends ReadHandle {
  /** Runs a writing statement; returns how many rows changed. Throws NOT_IN_TRANSACTION outside of one. */
  run(sql: string, ...params: SqlValue[]): number {
    if (!this.statements.db.inTransaction) throw new DatabaseError('NOT_IN_TRANSACTION', { sql });
    return this.statements.measured(sql, () => {
      const { statement, table } = this.statements.write(sql);
      const { changes } = statement.run(...params);
      // A statement that throws takes back what it did.
      if (changes > 0 || table === null) this.statements.changed(table);
      return changes;
    });
  }

  /** Changes what must be there: throws ROW_MISSING when no row was. */
  change(sql: string, ...params: SqlValue[]): void {
    if (this.run(sql, ...params) === 0) throw new DatabaseError('ROW_MISSING', { sql });
  }

  /** Deletes what nothing refers to; what something refers to stays. Returns how many rows are gone. */
  runIfUnused(sql: string, ...params: SqlValue[]): number {
    try {
      return this.run(sql, ...params);
    } catch (error) {
      if (error instanceof DatabaseError && error.context.sqlite === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 0;
      throw error;
    }
  }

  /** Does work in whose course references may lead nowhere; none may afterwards, or the transaction fails. */
  withReferencesLast(work: () => void): void {
    this.run('PRAGMA defer_foreign_keys = ON');
    work();
    this.run('PRAGMA defer_foreign_keys = OFF');
  }

  /** Inserts one row, columns by name. */
  insert(table: string, row: Readonly<Record<string, SqlValue>>): void {
    const columns = Object.keys(row);
    const marks = columns.map(() => '?').join(', ');
    this.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, ...Object.values(row));
  }
}

/** How a transaction begins and ends: by itself, or as one of several that are committed together. */
const alone = { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', undo: 'ROLLBACK' };
const gathered = { begin: 'SAVEPOINT one', commit: 'RELEASE one', undo: 'ROLLBACK TO one; RELEASE one' };

/** One open file (or `:memory:`), with the settings every connection of ours has. */
export class Connection {
  readonly read: ReadHandle;
  readonly #db: Database.Database;
  readonly #statements: Statements;
  readonly #write: WriteHandle;
  #isGathering = false;
  #isInGathered = false;

  private constructor(db: Database.Database, options: ConnectionOptions) {
    const statements = new Statements(db, options);
    this.#db = db;
    this.#statements = statements;
    this.read = new ReadHandle(statements);
    this.#write = new WriteHandle(statements);
  }

  /**
   * Opens for reading and writing, and brings the file to the schema. An empty name is a temporary file of SQLite's
   * own. Throws DatabaseError, see `migrate`.
   */
  static open(path: string, schema: Schema, options: ConnectionOptions = {}): Connection {
    return guarded(path, () => {
      makePrivate(path);
      const db = new Database(path, { timeout: busyTimeoutMs });
      try {
        // Before anything is set: a file that is not ours stays as it is.
        ensureOurs(db, schema);
        db.pragma('journal_mode = WAL');
        // A committed act survives a power cut: every commit is synced before it is answered.
        db.pragma(`synchronous = ${options.durable === false ? 'OFF' : 'FULL'}`);
        db.pragma('foreign_keys = ON');
        // What is deleted or overwritten is zeroed: an erased name stays in no free page.
        db.pragma('secure_delete = ON');
        if (options.isTemporaryInMemory) db.pragma('temp_store = MEMORY');
        if (options.walPages !== undefined) db.pragma(`wal_autocheckpoint = ${options.walPages}`);
        migrate(db, schema);
        return new Connection(db, options);
      } catch (error) {
        db.close();
        throw error;
      }
    });
  }

  /** Opens what is there for reading, beside a running store. Throws FILE_NOT_FOUND, and as `ensureCurrent`. */
  static openReadOnly(path: string, schema: Schema, options: ConnectionOptions = {}): Connection {
    if (!existsSync(path)) throw new DatabaseError('FILE_NOT_FOUND', { path });
    return guarded(path, () => {
      const db = new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
      try {
        ensureCurrent(db, schema);
        db.pragma('query_only = ON');
        return new Connection(db, options);
      } catch (error) {
        db.close();
        throw error;
      }
    });
  }

  /**
   * The same, whatever version it is of; `isBehind`: it has steps still to go through. Throws FILE_NOT_FOUND,
   * FILE_NOT_A_STORE, FILE_TOO_NEW.
   */
  static openToLook(path: string, schema: Schema): { connection: Connection; isBehind: boolean } {
    if (!existsSync(path)) throw new DatabaseError('FILE_NOT_FOUND', { path });
    return guarded(path, () => {
      const db = new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
      try {
        const versions = ensureOurs(db, schema);
        db.pragma('query_only = ON');
        return { connection: new Connection(db, {}), isBehind: isBehind(versions, schema) };
      } catch (error) {
        db.close();
        throw error;
      }
    });
  }

  /**
   * BEGIN IMMEDIATE, the work, COMMIT; ROLLBACK when the work throws. The work may not wait: a promise would leave
   * the transaction open under other people's work, so it is refused.
   */
  transact<T>(work: (tx: WriteHandle) => T): T {
    if (this.#isGathering) return this.#committed(gathered, work);
    if (this.#db.inTransaction) throw new DatabaseError('NESTED_TRANSACTION');
    return this.#committed(alone, work);
  }

  /**
   * What is transacted in here is committed together at the end, and is on the disk only then; each transaction by
   * itself is still whole or not at all. For what is written by the thousand and can be made again.
   */
  gather<T>(work: () => T): T {
    if (this.#db.inTransaction) throw new DatabaseError('NESTED_TRANSACTION');
    return this.#committed(alone, () => {
      this.#isGathering = true;
      try {
        return work();
      } finally {
        this.#isGathering = false;
      }
    });
  }

  #committed<T>({ begin, commit, undo }: typeof alone, work: (tx: WriteHandle) => T): T {
    // A second one inside of one that is gathered would be taken back in part.
    if (begin === gathered.begin && this.#isInGathered) throw new DatabaseError('NESTED_TRANSACTION');
    this.#exec(begin);
    this.#isInGathered = begin === gathered.begin;
    try {
      const result = work(this.#write);
      if (result instanceof Promise) throw new DatabaseError('ASYNC_TRANSACTION');
      this.#exec(commit);
      return result;
    } catch (error) {
      // A full disk or a failed write ends the transaction by itself.
      if (this.#db.inTransaction) this.#exec(undo);
      this.#statements.changed(null);
      throw error;
    } finally {
      this.#isInGathered = false;
    }
  }

  /** Everything read inside sees the same moment, whatever is written meanwhile. */
  snapshot<T>(work: () => T): T {
    return this.#undone('BEGIN', work);
  }

  /** Does the work and takes it back: to look at what would come of it. */
  rehearse<T>(work: (tx: WriteHandle) => T): T {
    return this.#undone('BEGIN IMMEDIATE', () => work(this.#write));
  }

  get isOpen(): boolean {
    return this.#db.open;
  }

  /** Moves what the write-ahead log holds into the file. */
  checkpoint(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Writes the file anew, without anything that is not in a table any more, and empties the write-ahead log. */
  compact(): void {
    this.#exec('VACUUM');
    this.checkpoint();
  }

  /** A compact copy of a small file, at once. The path must be free. */
  copyAtOnce(path: string): void {
    try {
      this.#db.prepare('VACUUM INTO ?').run(path);
    } catch (error) {
      throw fromSqlite(error);
    }
  }

  /** A copy of the whole file, page by page, while others go on writing. */
  async copyTo(path: string): Promise<void> {
    makePrivate(path);
    try {
      await this.#db.backup(path);
    } catch (error) {
      throw fromSqlite(error);
    }
  }

  close(): void {
    this.#db.close();
  }

  #undone<T>(begin: string, work: () => T): T {
    this.#exec(begin);
    try {
      return work();
    } finally {
      if (this.#db.inTransaction) this.#exec('ROLLBACK');
      this.#statements.changed(null);
    }
  }

  #exec(sql: string): void {
    try {
      this.#db.exec(sql);
    } catch (error) {
      throw fromSqlite(error, sql);
    }
  }
}
