import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../db/engine/founding/index.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { dismissJob, finishJob, jobsIn, takeNextJob } from '../../db/operational/jobs.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { founding } from './founding.ts';
import { ShopDay } from './shop-day.ts';

const before = migrations.filter(({ version }) => version < 12);
const step = migrations.filter(({ version }) => version <= 12);

/** A store of before: a move of a queue, and jobs in every state, one sent to another device, one that was heard. */
function olderStore(): Database.Database {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  migrate(db, founding(before));
  db.exec(`
    INSERT INTO technicians (no, duty) VALUES ('1', 'on');
    INSERT INTO queue_moves VALUES (7, 100, '2026-11-21', 'foot', '1', 'tail', NULL, 1, NULL, 0.0, 'on-duty', NULL, NULL);
    INSERT INTO job_runs (jobId, state, attempts, repeated, nextAt, expiresAt, startedAt, finishedAt, errorCode, device,
      soundAfterMs) VALUES
      ('12.1', 'done', 1, 0, 5, 600, 6, 9, NULL, NULL, 1200),
      ('9.1', 'failed', 3, 1, 4, 500, 5, 8, 'PRINTER_OFFLINE', 'printer/front', NULL),
      ('9.2', 'waiting', 0, 0, 7, 700, NULL, NULL, NULL, NULL, NULL)`);
  return db;
}

describe('a store of before', () => {
  it('keeps every job run and every move as they were', () => {
    const db = olderStore();
    const runs = db.prepare('SELECT * FROM job_runs ORDER BY jobId').all();
    const moves = db.prepare('SELECT * FROM queue_moves').all();
    migrate(db, founding(step));
    expect(db.prepare('SELECT * FROM job_runs ORDER BY jobId').all()).toEqual(runs);
    expect(runs).toHaveLength(3);
    expect(db.prepare('SELECT * FROM queue_moves').all()).toEqual(moves);
    expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  });

  it('still has one run a job, in a state there is', () => {
    const db = olderStore();
    migrate(db, founding(step));
    const insert = (jobId: string, state: string) => () =>
      db.exec(`INSERT INTO job_runs (jobId, state, attempts, repeated, nextAt, expiresAt)
        VALUES ('${jobId}', '${state}', 0, 0, 1, 2)`);
    expect(insert('9.2', 'waiting')).toThrow(/UNIQUE/);
    expect(insert('13.1', 'lost')).toThrow(/CHECK/);
    expect(insert('13.1', 'waiting')).not.toThrow();
  });

  it('has no index of moves but those that are asked for', () => {
    const db = olderStore();
    migrate(db, founding(step));
    const indexes = db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'queue_moves'`)
      .all();
    expect(indexes).toEqual([{ name: 'queue_moves_day' }, { name: 'queue_moves_at' }]);
  });
});

it('takes, ends and dismisses jobs as before', () => {
  const day = new ShopDay(StoreDatabase.open(':memory:'));
  onTestFinished(() => day.db.close());
  day.writeWholeDay();
  const { db, at } = day;
  const [job] = jobsIn(db.read, 'waiting');
  if (!job) throw new Error('the day left nothing to do');
  const taken = db.transact((tx) => takeNextJob(tx, job.device, at));
  expect(taken).toMatchObject({ device: job.device, state: 'running', attempts: 1 });
  db.transact((tx) => finishJob(tx, taken?.id ?? '', at));
  expect(jobsIn(db.read, 'done').map(({ id }) => id)).toContain(taken?.id);
  expect(db.transact((tx) => dismissJob(tx, taken?.id ?? '', at))).toBe(false);
});
