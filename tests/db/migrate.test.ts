import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../db/engine/error.ts';
import { migrations } from '../../db/engine/founding/index.ts';
import { ensureCurrent, migrate } from '../../db/engine/migrate.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { temporaryDirectory } from './files.ts';
import { founding } from './founding.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DatabaseError) return error.code;
    throw error;
  }
  return 'no error';
};

const namesOf = (db: Database.Database, type: string): string[] =>
  db
    .prepare<[string], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all(type)
    .map((row) => row.name);

describe('migration 1', () => {
  const db = new Database(':memory:');
  migrate(db, founding(migrations.slice(0, 1)));

  it('makes every table from an empty file, all strict', () => {
    expect(namesOf(db, 'table')).toEqual([
      'bill_lines',
      'bills',
      'clock_segments',
      'clocks',
      'credentials',
      'goods_lines',
      'guests',
      'job_runs',
      'jobs',
      'journal',
      'payments',
      'queue_moves',
      'queue_places',
      'refusals',
      'rooms',
      'service_calls',
      'sessions',
      'site',
      'staff_log',
      'stations',
      'stock',
      'technicians',
      'visit_log',
      'visits',
    ]);
    const loose = db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0
      AND name NOT LIKE 'sqlite_%'`);
    expect(loose.all()).toEqual([]);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
  });

  it('gives the journal the columns of the specification, in order', () => {
    const columns = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('journal')`).all();
    expect(columns.map((column) => column.name).join(' ')).toBe(
      'seq id commandId commandHash at businessDate actor station type version payload prevHash hash',
    );
    expect(namesOf(db, 'index')).toContain('journal_command');
  });

  it('stamps every row of a trading day with it', () => {
    const dated = ['visits', 'guests', 'clocks', 'clock_segments', 'goods_lines', 'bills', 'bill_lines', 'payments']
      .concat(['queue_moves', 'service_calls', 'refusals', 'staff_log', 'jobs', 'journal'])
      .filter((table) => {
        const sql = `SELECT 1 FROM pragma_table_info(?) WHERE name = 'businessDate' AND "notnull" = 1`;
        return db.prepare(sql).get(table) === undefined;
      });
    expect(dated).toEqual([]);
  });

  it('refuses a value of the wrong type', () => {
    expect(() => db.prepare(`INSERT INTO stock VALUES ('D01', 'many')`).run()).toThrow(/INTEGER/);
  });
});

describe('migration 2', () => {
  it('keeps the jobs of a store as they are: none was sent elsewhere', () => {
    const db = new Database(':memory:');
    migrate(db, founding(migrations.slice(0, 1)));
    db.exec(`INSERT INTO jobs VALUES ('7.1', 7, 1, 'printer/front', 1, '{}', 5, 9, '2026-11-21');
      INSERT INTO job_runs VALUES ('7.1', 'waiting', 2, 0, 6, 9, NULL, NULL, 'PRINTER_OFFLINE')`);
    migrate(db, founding(migrations.slice(0, 2)));
    expect(db.prepare('SELECT * FROM job_runs').all()).toEqual([
      expect.objectContaining({ jobId: '7.1', state: 'waiting', attempts: 2, device: null, soundAfterMs: null }),
    ]);
    expect(namesOf(db, 'index')).toContain('job_runs_sound');
  });
});

describe('migration 3', () => {
  it('keeps queues and clocks as they are; nobody is marked and no policy is set', () => {
    const db = new Database(':memory:');
    migrate(db, founding(migrations.slice(0, 2)));
    db.exec(`INSERT INTO technicians VALUES ('88', 'on', 5, NULL);
      INSERT INTO queue_places VALUES ('foot', '88', 3.5, 5);
      INSERT INTO queue_moves VALUES (7, 5, '2026-11-21', 'foot', '88', 'tail', NULL, 1, NULL, 3.5, 'on-duty', NULL, NULL)`);
    migrate(db, founding(migrations.slice(0, 3)));
    expect(db.prepare('SELECT technicianNo, rank FROM queue_places').all()).toEqual([
      { technicianNo: '88', rank: 3.5 },
    ]);
    expect(db.prepare('SELECT COUNT(*) AS count FROM queue_moves').get()).toEqual({ count: 1 });
    for (const table of ['rotation_policies', 'technician_marks']) {
      expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
    }
    expect(namesOf(db, 'index')).toEqual(expect.arrayContaining(['queue_moves_day', 'queue_moves_at', 'clocks_queue']));
    expect(() => db.prepare(`INSERT INTO technician_marks VALUES ('99', 1, NULL, 0, NULL, NULL)`).run()).toThrow(
      /FOREIGN KEY/,
    );
  });
});

describe('the runner', () => {
  const last = migrations.length;
  const broken = {
    version: last + 1,
    up(db: Database.Database) {
      db.exec('CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)');
    },
  };

  it('stops at a step that fails and leaves the file as before it', () => {
    const db = new Database(':memory:');
    expect(codeOf(() => migrate(db, founding([...migrations, broken])))).toBe('MIGRATION_FAILED');
    expect(db.pragma('user_version', { simple: true })).toBe(last);
    expect(namesOf(db, 'table')).not.toContain('half');
  });

  it('runs only the steps a file has not had', () => {
    const db = new Database(':memory:');
    migrate(db, founding(migrations));
    let ran = 0;
    const next = {
      version: last + 1,
      up() {
        ran += 1;
      },
    };
    migrate(db, founding([...migrations, next]));
    migrate(db, founding([...migrations, next]));
    expect(ran).toBe(1);
    expect(codeOf(() => ensureCurrent(db, founding(migrations)))).toBe('FILE_TOO_NEW');
  });

  it('tells a reader that the file waits for a migration', () => {
    const db = new Database(':memory:');
    expect(codeOf(() => ensureCurrent(db, founding(migrations)))).toBe('FILE_NOT_A_STORE');
    migrate(db, founding(migrations));
    expect(codeOf(() => ensureCurrent(db, founding([...migrations, broken])))).toBe('FILE_TOO_OLD');
  });

  it('refuses a file of a newer program', () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    StoreDatabase.open(path).close();
    const db = new Database(path);
    db.pragma('user_version = 999');
    db.close();
    expect(codeOf(() => StoreDatabase.open(path))).toBe('FILE_TOO_NEW');
  });

  it("refuses somebody else's file and leaves it as it was", () => {
    const path = join(temporaryDirectory(), 'other.sqlite');
    const db = new Database(path);
    db.exec('CREATE TABLE theirs (a)');
    db.close();
    const before = readFileSync(path);
    expect(codeOf(() => StoreDatabase.open(path))).toBe('FILE_NOT_A_STORE');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('names what is not a database, and a folder that is not there', () => {
    const directory = temporaryDirectory();
    expect(codeOf(() => StoreDatabase.open(new URL(import.meta.url).pathname))).toBe('FILE_DAMAGED');
    expect(codeOf(() => StoreDatabase.open(join(directory, 'none', 'store.sqlite')))).toBe('FILE_NOT_FOUND');
  });
});
