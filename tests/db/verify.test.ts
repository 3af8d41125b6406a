import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { DatabaseError } from '../../db/engine/error.ts';
import { setPinHash } from '../../db/operational/credentials.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { type Problem, type ProblemCode, problemText, problemTexts, verifyStore } from '../../db/verify.ts';
import { TestStore } from '../host/test-store.ts';
import { damagedCopy, temporaryDirectory } from './files.ts';
import { misfits, ShopDay } from './shop-day.ts';

let image: Buffer;
let whole: ReturnType<ShopDay['writeWholeDay']>;

/** A file with the written day, checkpointed and closed. */
function dayFile(): string {
  const path = join(temporaryDirectory(), 'store.sqlite');
  writeFileSync(path, image);
  return path;
}

function problemsAfter(...sql: string[]): Problem[] {
  return misfits(verifyStore(damagedCopy(dayFile(), ...sql)));
}

function codesAfter(...sql: string[]): ProblemCode[] {
  return [...new Set(problemsAfter(...sql).map((problem) => problem.code))].sort();
}

beforeAll(() => {
  const directory = mkdtempSync(join(tmpdir(), 'clockroom-verify-'));
  const path = join(directory, 'store.sqlite');
  const day = new ShopDay(StoreDatabase.open(path));
  whole = day.writeWholeDay();
  day.db.transact((tx) => setPinHash(tx, 'M01', 'hash'));
  day.db.checkpoint();
  day.db.close();
  image = readFileSync(path);
  rmSync(directory, { recursive: true });
});

describe('a store in order', () => {
  it('fits, and says how much was looked at', () => {
    const result = verifyStore(dayFile());
    expect(misfits(result)).toEqual([]);
    expect(result.checked.journalRows).toBeGreaterThan(60);
    expect(result.checked.tables).toBeGreaterThan(30);
    expect(result.checked.rows).toBeGreaterThan(200);
  });

  it('fits while it is open and written to', () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    const day = new ShopDay(StoreDatabase.open(path));
    day.writeWholeDay();
    const result = day.db.transact(() => verifyStore(path));
    expect(misfits(result)).toEqual([]);
    day.db.close();
  });

  it('fits when it is empty', () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    StoreDatabase.open(path).close();
    expect(verifyStore(path)).toMatchObject({ ok: true, problems: [], checked: { journalRows: 0, rows: 0 } });
  });
});

describe('damage is named', () => {
  it('a journal row that was changed', () => {
    const [problem] = problemsAfter(`UPDATE journal SET actor = 'M02' WHERE type = 'swipe.refused'`);
    expect(problem).toMatchObject({ code: 'CHAIN_BROKEN', context: { part: 'hash' } });
    expect(codesAfter(`UPDATE journal SET hash = 'x' WHERE seq = 9`)).toEqual(['CHAIN_BROKEN']);
  });

  it('a journal row that is gone, in the middle or at the end', () => {
    const middle = problemsAfter(`DELETE FROM journal WHERE type = 'swipe.refused'`);
    expect(middle.map((problem) => problem.code)).toEqual(['CHAIN_BROKEN', 'TABLE_DIFFERS']);
    expect(middle[1]?.context).toMatchObject({ table: 'refusals', column: '*', stored: 'row', replayed: null });
    expect(codesAfter('DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)')).toContain('TABLE_DIFFERS');
  });

  it('a journal row that cannot be understood', () => {
    const broken = problemsAfter(`UPDATE journal SET payload = '{' WHERE seq = 20`);
    expect(broken.map((problem) => [problem.code, problem.context.seq])).toEqual([
      ['CHAIN_BROKEN', 20],
      ['REPLAY_FAILED', 20],
    ]);
    expect(codesAfter(`UPDATE journal SET type = 'clock.invented' WHERE seq = 20`)).toContain('REPLAY_FAILED');
  });

  it('a value in a table that the journal does not give', () => {
    expect(problemsAfter(`UPDATE clocks SET dueAt = dueAt + 1 WHERE id = '${whole.clockId}'`)).toEqual([
      {
        code: 'TABLE_DIFFERS',
        message: expect.stringContaining('Table clocks'),
        context: expect.objectContaining({ table: 'clocks', key: whole.clockId, column: 'dueAt' }),
      },
    ]);
  });

  it('a row too many, a row too few', () => {
    expect(problemsAfter(`INSERT INTO refusals VALUES (7, 1, '2026-11-21', 'p', NULL, 'c', NULL, 'X')`)).toEqual([
      expect.objectContaining({ context: { table: 'refusals', key: '7', column: '*', stored: 'row', replayed: null } }),
    ]);
    expect(problemsAfter('DELETE FROM staff_log WHERE seq = (SELECT MIN(seq) FROM staff_log)')).toEqual([
      expect.objectContaining({
        context: expect.objectContaining({ table: 'staff_log', stored: null, replayed: 'row' }),
      }),
    ]);
  });

  it('a bill whose lines, payments or charges do not fit', () => {
    expect(codesAfter('UPDATE bills SET totalMinor = totalMinor + 1')).toEqual([
      'BILL_LINES_DIFFER',
      'PAYMENTS_DIFFER',
      'TABLE_DIFFERS',
    ]);
    expect(codesAfter('UPDATE payments SET valueMinor = valueMinor - 1')).toEqual(['PAYMENTS_DIFFER', 'TABLE_DIFFERS']);
    expect(codesAfter(`UPDATE clocks SET priceMinor = 1 WHERE id = '${whole.clockId}'`)).toEqual([
      'BILL_LINE_WRONG',
      'TABLE_DIFFERS',
    ]);
    expect(codesAfter('UPDATE goods_lines SET quantity = 3 WHERE billId IS NOT NULL')).toContain('BILL_LINE_WRONG');
    const line = `SELECT billId, 99, businessDate, kind, refId, guestId, code, quantity, unitPriceMinor, amountMinor
      FROM bill_lines WHERE kind = 'clock' LIMIT 1`;
    expect(codesAfter(`INSERT INTO bill_lines ${line}`)).toEqual([
      'BILLED_TWICE',
      'BILL_LINES_DIFFER',
      'TABLE_DIFFERS',
    ]);
  });

  it('stock that is not what was counted and sold', () => {
    const [problem] = problemsAfter(`UPDATE stock SET quantity = quantity - 1 WHERE goodsCode = 'D01'`);
    // 119 at first, 24 more, two and two sold.
    expect(problem).toMatchObject({ code: 'STOCK_DIFFERS', context: { goodsCode: 'D01', stored: 138, expected: 139 } });
  });

  it('a technician at two places', () => {
    const [twice] = problemsAfter(
      `UPDATE clock_segments SET fromAt = fromAt - 1
      WHERE technicianNo = '4'`,
      `UPDATE clock_segments SET technicianNo = '4' WHERE technicianNo = '2'`,
    );
    expect(twice).toMatchObject({ code: 'TECHNICIAN_TWICE', context: { technicianNo: '4' } });
    expect(codesAfter(`UPDATE clock_segments SET technicianNo = '1', toAt = NULL`)).toContain('TECHNICIAN_TWICE');
  });

  it('a clock that began before the one it comes after had ended', () => {
    const [first, second] = new Database(dayFile(), { readonly: true })
      .prepare<[], { id: string }>(
        `SELECT id FROM clocks WHERE parentId IS NULL AND startedAt IS NOT NULL AND endedAt IS NOT NULL
         ORDER BY startedAt`,
      )
      .all();
    const comesAfter = (clock: string, of: string) => `UPDATE clocks SET afterId = '${of}' WHERE id = '${clock}'`;
    const problems = problemsAfter(comesAfter(first?.id ?? '', second?.id ?? ''));
    expect(problems.find(({ code }) => code === 'BEGUN_BEFORE_FIRST')).toMatchObject({
      context: { clockId: first?.id, afterId: second?.id },
    });
    const inOrder = `UPDATE clocks SET endedAt = startedAt WHERE id = '${first?.id}'`;
    expect(codesAfter(comesAfter(second?.id ?? '', first?.id ?? ''), inOrder)).not.toContain('BEGUN_BEFORE_FIRST');
  });

  it('a queue that its moves did not make', () => {
    const place = problemsAfter(`UPDATE queue_places SET rank = 99 WHERE technicianNo = '1'`);
    expect(place).toContainEqual(
      expect.objectContaining({
        code: 'QUEUE_DIFFERS',
        context: expect.objectContaining({ rank: 99, queueId: 'foot' }),
      }),
    );
    expect(codesAfter(`DELETE FROM queue_places WHERE technicianNo = '1'`)).toContain('QUEUE_DIFFERS');
    expect(codesAfter(`INSERT INTO queue_places VALUES ('foot', '40', 1, 1)`)).toContain('QUEUE_DIFFERS');
  });

  it('a move that is missing, a move without a cause, somebody on duty in no queue', () => {
    const first = '(SELECT MIN(seq) FROM queue_moves)';
    expect(codesAfter(`UPDATE queue_moves SET toRank = 77.5 WHERE seq = ${first}`)).toContain('QUEUE_MOVE_MISSING');
    expect(codesAfter(`UPDATE queue_moves SET becauseEvent = '' WHERE seq = ${first}`)).toContain(
      'QUEUE_MOVE_UNEXPLAINED',
    );
    expect(codesAfter(`DELETE FROM queue_places WHERE technicianNo = '1'`)).toContain('QUEUE_LOST');
  });

  it('a job nobody queued, a queued job from nowhere', () => {
    expect(codesAfter(`DELETE FROM job_runs WHERE jobId LIKE '%.2'`)).toEqual(['JOB_WITHOUT_RUN']);
    const strayed = `UPDATE job_runs SET jobId = '999.1' WHERE jobId = (SELECT MAX(jobId) FROM job_runs)`;
    expect(codesAfter(strayed)).toEqual(['JOB_WITHOUT_RUN', 'RUN_WITHOUT_JOB']);
  });

  it('a reference to nothing', () => {
    expect(codesAfter(`UPDATE guests SET visitId = 'gone' WHERE wristbandNo = '1'`)).toEqual([
      'FOREIGN_KEY_BROKEN',
      'TABLE_DIFFERS',
    ]);
  });

  it('an index that lost its rows', () => {
    const path = dayFile();
    const db = new Database(path);
    const index = db.prepare<[], { rootpage: number }>(`SELECT rootpage FROM sqlite_schema WHERE name = 'visits_day'`);
    const rootpage = index.get()?.rootpage ?? 0;
    const pageSize = Number(db.pragma('page_size', { simple: true }));
    db.close();
    expect(rootpage).toBeGreaterThan(1);
    // An empty leaf page of an index in the place of the full one.
    const page = Buffer.alloc(pageSize);
    page[0] = 10;
    page.writeUInt16BE(pageSize === 65_536 ? 0 : pageSize, 5);
    overwrite(path, page, (rootpage - 1) * pageSize);
    expect(verifyStore(path).problems.map((problem) => problem.code)).toContain('FILE_DAMAGED');
  });

  it('a file full of rubbish behind its first page', () => {
    const path = dayFile();
    overwrite(path, Buffer.alloc(image.length - 4_096, 0xa5), 4_096);
    const { ok, problems } = verifyStore(path);
    expect(ok).toBe(false);
    expect(problems.map((problem) => problem.code)).toContain('FILE_DAMAGED');
  });

  it('many times over is cut short', () => {
    const problems = problemsAfter('UPDATE visit_log SET visitId = visitId || seq');
    expect(problems).toHaveLength(50);
  });
});

describe('the texts', () => {
  it('fill in the facts in both languages', () => {
    for (const code of Object.keys(problemTexts) as ProblemCode[]) {
      for (const language of ['en', 'zh-CN'] as const) {
        const names = [...problemTexts[code][language].matchAll(/\{(\w+)\}/g)].map((match) => String(match[1]));
        expect(names.length).toBeGreaterThan(0);
        const context = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
        for (const name of names) expect(problemText({ code, context }, language)).toContain(`<${name}>`);
      }
    }
  });
});

describe('no store to look at', () => {
  it('is an error with a code', () => {
    const directory = temporaryDirectory();
    const codeOf = (path: string) => {
      try {
        verifyStore(path);
      } catch (error) {
        return error instanceof DatabaseError ? error.code : error;
      }
      return null;
    };
    expect(codeOf(join(directory, 'none.sqlite'))).toBe('FILE_NOT_FOUND');
    writeFileSync(join(directory, 'empty.sqlite'), '');
    expect(codeOf(join(directory, 'empty.sqlite'))).toBe('FILE_NOT_A_STORE');
  });
});

describe('the command', () => {
  const run = (...args: string[]) => {
    const script = new URL('../../scripts/verify.ts', import.meta.url).pathname;
    const { status, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    return { status, stdout };
  };

  it('exits with 0, 1 or 2', async () => {
    const store = new TestStore();
    store.onDuty('1');
    const decided = join(temporaryDirectory(), 'store.sqlite');
    await store.db.copyTo(decided);
    expect(run('--data', dirname(decided))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('books fit'),
    });
    const damaged = dirname(damagedCopy(dayFile(), 'UPDATE stock SET quantity = 0'));
    const { status, stdout } = run('--data', damaged, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: expect.arrayContaining([expect.anything()]) });
    expect(run('--data', damaged).stdout).toContain('STOCK_DIFFERS: Article');
    expect(run('--data', damaged, '--head', 'x').status).toBe(2);
    expect([run().status, run('--nonsense').status, run('--data', join(damaged, 'none')).status]).toEqual([2, 2, 2]);
  });
});

describe('what stands on a paper', () => {
  const rowOf = (path: string, seq: number) => {
    const db = new Database(path, { readonly: true });
    const hash = db.prepare<[number], { hash: string }>('SELECT hash FROM journal WHERE seq = ?').get(seq)?.hash ?? '';
    db.close();
    return { seq, hash: hash.slice(0, 16) };
  };
  const codesWith = (path: string, paper: { seq: number; hash: string }) =>
    verifyStore(path, undefined, [paper])
      .problems.map(({ code }) => code)
      .filter((code) => code.startsWith('HEAD'));

  it('proves the file it was printed from, and is not in one that went back or was written anew', () => {
    const file = dayFile();
    const paper = rowOf(file, 40);
    expect(codesWith(file, paper)).toEqual([]);
    expect(codesWith(damagedCopy(file, 'DELETE FROM journal WHERE seq >= 40'), paper)).toEqual(['HEAD_MISSING']);
    expect(codesWith(file, { seq: 39, hash: paper.hash })).toEqual(['HEAD_DIFFERS']);
  });
});

function overwrite(path: string, bytes: Buffer, offset: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, offset);
  closeSync(file);
}
