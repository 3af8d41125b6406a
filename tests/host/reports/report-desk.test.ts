import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseError } from '../../../db/engine/error.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { AttendanceBook } from '../../../host/parts/attendance/attendance.ts';
import { PayBooks } from '../../../host/parts/commission/pay.ts';
import { ReportDesk } from '../../../host/reports/report-desk.ts';
import { CommandExecutor } from '../../../host/store/executor.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { workedStore } from '../../renderer/support/fake-pay.ts';

/** Reports read by real processes from a store's file that is worked on meanwhile. */
const at = Date.UTC(2026, 10, 21, 12);
const moment = { now: at, businessDate: '2026-11-21' };
let folder: string;
let db: StoreDatabase;
let desk: ReportDesk;
let memoryMb: number | undefined;
const faults: Error[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'clockroom-reports-'));
  const worked = workedStore();
  await worked.db.copyTo(file());
  worked.db.close();
  db = StoreDatabase.open(file());
  faults.length = 0;
  memoryMb = undefined;
  desk = deskOf(file());
});

afterEach(async () => {
  await desk.close();
  db.close();
  // Nobody holds the file any more: the log is gone.
  expect(readdirSync(folder)).toEqual(['keys.sqlite', 'store.sqlite']);
  rmSync(folder, { recursive: true });
});

const file = () => path.join(folder, 'store.sqlite');

function deskOf(of: string): ReportDesk {
  return new ReportDesk({
    file: of,
    moment: () => moment,
    onFault: (error) => faults.push(error),
    get memoryMb() {
      return memoryMb ?? 512;
    },
  });
}

function correct(amountMinor: number): void {
  const executor = new CommandExecutor({ db, now: () => at, newId: () => uuidV7(at), onCommitted: () => {} });
  const correction = { payeeNo: '88', aboutMonth: '2026-11', amountMinor, reason: 'test' };
  executor.execute(uuidV7(at), 'commission.correct', correction, { actor: 'M01', station: 'desk', sender: 'screen' });
}

const books = () => ({ db, now: () => at, businessDate: () => moment.businessDate });
const brokenOff = { code: 'REPORT_BROKEN_OFF' };

describe('a report', () => {
  test('is what the store itself would read', async () => {
    const pay = new PayBooks(books());
    expect(await desk.ask('pay.month', [null])).toEqual(pay.month('2026-11'));
    expect(await desk.ask('pay.person', ['2026-11', '88'])).toEqual(pay.person('2026-11', '88'));
    expect(await desk.ask('attendance.month', [null])).toEqual(new AttendanceBook(books()).month(null));
    const { name, base64 } = await desk.ask('pay.excel', ['2026-11', 'en']);
    expect([name, Buffer.from(base64, 'base64').toString('latin1', 0, 2)]).toEqual(['pay-2026-11.xlsx', 'PK']);
    expect(await desk.ask('books.verify', [])).toMatchObject({ ok: true });
  });

  test('refuses with the code and facts of what refused', async () => {
    await expect(desk.ask('pay.person', ['2026-11', '999'])).rejects.toMatchObject({
      name: 'StoreError',
      code: 'PAY_NOTHING',
      context: { payeeNo: '999', month: '2026-11' },
    });
    const elsewhere = deskOf(path.join(folder, 'none.sqlite'));
    const refused = await elsewhere.ask('pay.month', [null]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseError);
    expect(refused).toMatchObject({ code: 'FILE_NOT_FOUND' });
    await elsewhere.close();
  });

  test('sees what was committed before it was asked for, whole, while commands go on', async () => {
    const before = (await desk.ask('pay.month', ['2026-11'])).totalMinor;
    const asked: Promise<unknown>[] = [desk.ask('books.verify', [])];
    for (let round = 1; round <= 30; round += 1) {
      correct(100);
      const report = desk.ask('pay.month', ['2026-11']).then(({ totalMinor, people }) => {
        expect(totalMinor).toBeGreaterThanOrEqual(before + 100 * round);
        expect(people.reduce((sum, person) => sum + person.totalMinor, 0)).toBe(totalMinor);
      });
      asked.push(report);
      // The store's own thread goes on with whatever else there is.
      if (round % 10 === 0) await report;
    }
    await Promise.all(asked);
    expect((await desk.ask('pay.month', ['2026-11'])).totalMinor).toBe(before + 3_000);
    expect(await desk.ask('books.verify', [])).toMatchObject({ ok: true });
  });

  test('tells how far it is', async () => {
    const told: number[] = [];
    const question = { fromDate: '2026-10-30', toDate: '2026-11-21', policy: { preset: 'default' as const } };
    const result = await desk.ask('rotation.whatIf', [question], { onProgress: (done) => told.push(done) });
    expect(result).toMatchObject({ fromDate: '2026-10-30', toDate: '2026-11-21' });
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});

describe('a process', () => {
  test('that outgrows its memory ends alone; the next report has another', async () => {
    memoryMb = 8;
    await expect(desk.ask('pay.month', [null])).rejects.toMatchObject(brokenOff);
    expect(faults.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      expect.stringMatching(/^SideProcessError: ended with (SIGABRT|134)(.|\n)*out of memory/),
    ]);
    correct(100);
    memoryMb = undefined;
    expect(await desk.ask('pay.month', ['2026-11'])).toEqual(new PayBooks(books()).month('2026-11'));
  });

  test('is broken off when the store closes, with all that waits', async () => {
    const asked = [
      desk.ask('books.verify', []),
      desk.ask('books.verify', []),
      desk.ask('pay.month', [null]),
      desk.ask('pay.excel', ['2026-11', 'zh-CN']),
    ];
    const ended = Promise.allSettled(asked);
    await desk.close();
    for (const outcome of await ended) expect(outcome).toMatchObject({ status: 'rejected', reason: brokenOff });
    await expect(desk.ask('pay.month', [null])).rejects.toMatchObject(brokenOff);
  });

  test('drops what nobody waits for any more, under way or not, and goes on with the rest', async () => {
    const [long, short, waiting] = [new AbortController(), new AbortController(), new AbortController()];
    const given = Promise.allSettled([
      desk.ask('books.verify', [], { signal: long.signal }),
      desk.ask('pay.month', [null], { signal: short.signal }),
      desk.ask('pay.person', ['2026-11', '88'], { signal: waiting.signal }),
    ]);
    const stays = [desk.ask('books.verify', []), desk.ask('pay.month', [null])] as const;
    for (const controller of [waiting, long, short]) controller.abort();
    for (const outcome of await given) expect(outcome).toMatchObject({ status: 'rejected', reason: brokenOff });
    const [verified, month] = await Promise.all(stays);
    expect([verified.ok, month.month]).toEqual([true, '2026-11']);
    await expect(desk.ask('pay.month', [null], { signal: short.signal })).rejects.toMatchObject(brokenOff);
  });

  test('is not asked for more than it can be expected to do', async () => {
    const asked = Promise.allSettled(Array.from({ length: 103 }, () => desk.ask('books.verify', [])));
    await desk.close();
    const codes = (await asked).map((one) => (one.status === 'rejected' ? one.reason.code : 'answered'));
    expect(codes.filter((code) => code === 'REPORT_TOO_MANY')).toHaveLength(2);
  });
});
