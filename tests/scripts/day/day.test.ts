import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadHandle } from '../../../db/engine/connection.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { Chance } from '../../../scripts/day/chance.ts';
import { partiesOf, roomfuls } from '../../../scripts/day/guests.ts';
import { runDay } from '../../../scripts/day/run-day.ts';
import type { DaySummary } from '../../../scripts/day/summary.ts';
import { tempFolder } from '../temp-folder.ts';

const folder = tempFolder();
afterAll(() => folder.remove());

const dayScript = path.resolve(import.meta.dirname, '../../../scripts/day.ts');
const run = promisify(execFile);
const hour = 3_600_000;

function made(dir: string): string {
  mkdirSync(dir);
  return dir;
}

function inStore<T>(dataDir: string, look: (read: ReadHandle) => T): T {
  const db = StoreDatabase.open(path.join(dataDir, 'store.sqlite'));
  try {
    return look(db.read);
  } finally {
    db.close();
  }
}

function numbers(read: ReadHandle, sql: string): string[] {
  return read
    .all<{ value: string }>(sql)
    .map(({ value }) => value)
    .sort();
}

function lastHash(dataDir: string): string {
  const row = inStore(dataDir, (read) =>
    read.get<{ hash: string | Uint8Array }>('SELECT hash FROM journal ORDER BY seq DESC LIMIT 1'),
  );
  return String(row?.hash);
}

describe('a simulated business day', () => {
  const dataDir = path.join(folder.path, 'in-process');
  let summary: DaySummary;
  let again: DaySummary;
  let printed: string;
  let faults: object[];

  beforeAll(async () => {
    faults = [];
    const log = { info: () => {}, warn: () => {}, error: (facts: object) => void faults.push(facts) };
    // The same day in another process, as `npm run day` runs it.
    const otherDir = path.join(folder.path, 'other');
    const other = run(process.execPath, [dayScript, '--seed', '1', '--json', '--data', made(otherDir)]);
    summary = await runDay({ seed: 1, dataDir: made(dataDir), log });
    printed = (await other).stdout;
    again = JSON.parse(printed) as DaySummary;
  }, 900_000);

  test('serves hundreds of guests; no swipe is lost, no error is logged, the books fit', () => {
    expect(summary.guests).toBeGreaterThanOrEqual(300);
    expect(summary.clocks.rotation).toBeGreaterThan(200);
    expect(summary.clocks.requested).toBeGreaterThan(30);
    expect(summary.clocks.extension).toBeGreaterThan(30);
    expect(summary.bills).toBeGreaterThan(150);
    expect(summary.swipes.lost).toBe(0);
    expect(summary.verify).toEqual({ ok: true, problems: [] });
    expect(faults).toEqual([]);
  });

  test('tells what the summary says, no more and no less', () => {
    const keys: Record<keyof DaySummary, true> = {
      ...{ policy: true, habits: true, cancelled: true, late: true, happened: true },
      ...{ seed: true, guests: true, visits: true, clocks: true, swipes: true, announcements: true, slips: true },
      ...{
        bills: true,
        takingsMinor: true,
        refusals: true,
        journalRows: true,
        wallMs: true,
        verify: true,
        cheat: true,
      },
    };
    expect(Object.keys(summary).sort()).toEqual(Object.keys(keys).sort());
    expect(Object.keys(summary.swipes).sort()).toEqual(['acted', 'lost', 'refused', 'sent']);
    expect(Object.keys(summary.clocks).sort()).toEqual([
      ...['call', 'converted', 'extension', 'picked', 'requested', 'rotation'],
    ]);
  });

  test('all technicians came on duty, and worked or stood in a queue', () => {
    const { came, worked, queued, all } = inStore(dataDir, (read) => ({
      came: numbers(
        read,
        `SELECT DISTINCT payload ->> 'technicianNo' AS value FROM journal
        WHERE type = 'technician.cameOnDuty'`,
      ),
      worked: numbers(read, `SELECT DISTINCT technicianNo AS value FROM clocks WHERE state = 'ended'`),
      queued: numbers(read, 'SELECT DISTINCT technicianNo AS value FROM queue_moves'),
      all: numbers(read, 'SELECT no AS value FROM technicians'),
    }));
    expect(all).toHaveLength(66);
    expect(came).toEqual(all);
    expect(all.filter((no) => !worked.includes(no) && !queued.includes(no))).toEqual([]);
    expect(worked.length).toBeGreaterThan(60);
  });

  test('every terminal was used: rooms are opened at terminals and goods ordered by keys, too', () => {
    const { used, known, doors } = inStore(dataDir, (read) => ({
      used: numbers(read, `SELECT DISTINCT station AS value FROM journal WHERE station GLOB '*/*'`),
      known: numbers(
        read,
        `SELECT bus.value ->> 'id' || '/' || (terminal.value ->> 'address') AS value
        FROM journal, json_each(payload -> 'value' -> 'buses') AS bus, json_each(bus.value -> 'terminals') AS terminal
        WHERE journal.type = 'settings.terminalsSet'`,
      ),
      doors: read.all<{ type: string; terminal: number; count: number }>(
        `SELECT type, station GLOB '*/*' AS terminal, COUNT(*) AS count FROM journal GROUP BY type, terminal`,
      ),
    }));
    expect(known).toHaveLength(37);
    expect(used).toEqual(known);
    const countOf = (type: string, terminal: boolean) =>
      doors.find((row) => row.type === type && row.terminal === Number(terminal))?.count ?? 0;
    for (const type of ['visit.opened', 'goods.ordered', 'room.cleaned']) {
      expect([type, countOf(type, true)]).toEqual([type, expect.toSatisfy((count: number) => count >= 10)]);
    }
    for (const type of ['clock.started', 'clock.extended', 'clock.ended', 'service.called', 'swipe.refused']) {
      expect([type, countOf(type, true)]).toEqual([type, expect.toSatisfy((count: number) => count >= 5)]);
    }
    for (const type of ['visit.opened', 'goods.ordered', 'bill.settled', 'clock.cancelled', 'visit.guestMoved']) {
      expect([type, countOf(type, false)]).toEqual([type, expect.toSatisfy((count: number) => count >= 5)]);
    }
  });

  test('the same seed gives the same day, to the last hash of the journal', () => {
    const { wallMs: _first, ...first } = summary;
    const { wallMs: _second, ...second } = again;
    expect(second).toEqual(first);
    expect(lastHash(path.join(folder.path, 'other'))).toBe(lastHash(dataDir));
  });

  test('the command prints one JSON object and nothing else', () => {
    expect(printed.endsWith('}\n')).toBe(true);
    expect(printed.trim().split('\n')).toHaveLength(1);
  });
});

test.each([['x'], ['-1'], ['1.5'], ['']])('a seed of “%s” ends with status 2', (seed) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [dayScript, `--seed=${seed}`], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/--seed/);
});

test('parties come all day, most of them late, and a large one takes several rooms', () => {
  const parties = partiesOf(new Chance(3), 0, 16 * hour);
  expect(parties.filter(({ atMs }) => atMs >= 8 * hour).length).toBeGreaterThan(parties.length / 2);
  expect(parties.every(({ atMs }) => atMs >= 0 && atMs <= 16 * hour)).toBe(true);
  expect(roomfuls({ atMs: 5, size: 3 }, 3)).toEqual([{ atMs: 5, size: 3 }]);
  expect(roomfuls({ atMs: 5, size: 4 }, 3).map(({ size }) => size)).toEqual([2, 2]);
  expect(roomfuls({ atMs: 5, size: 7 }, 3).map(({ size }) => size)).toEqual([2, 2, 3]);
});
