import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { businessDateOf, dayMs } from '../../core/kernel/time.ts';
import { readHead } from '../../db/engine/journal.ts';
import { verifyStore } from '../../db/verify.ts';
import type { DeviceSummary } from '../../host/parts/devices/views.ts';

import { BoardViews } from '../../host/screens/board-views.ts';
import { BenchStore } from './bench-store.ts';
import { type BenchRow, benchRow, percentile } from './row.ts';

export const daysOfMonth = 30;
/** What is compared; the first is the reference. */
const months = [1, 12, 60] as const;
const measuredRounds = 60;
const mostGrowth = 1.5;
const noDevices: DeviceSummary = {
  terminals: { online: 0, total: 0, offline: [], alarms: [] },
  printers: [],
  voice: { engine: null, notSpoken: 0, places: [] },
  clockApartMs: null,
  readers: [],
  jobsToSee: 0,
};

/** A store's file after so many months, and what was measured on it. */
interface Aged {
  months: number;
  file: string;
  store: BenchStore;
  /** By row of `growthRows`, each in milliseconds. */
  commandsMs: number[];
  boardsMs: number[];
  verifyMsPerRow: number;
}

/**
 * Commands, the whole board and the proof with 1, 12 and 60 months in the file. The three files take turns, so that
 * they see the same machine; commits are not synced, since it is the tables that grow and not the disk.
 */
export async function growthRows(visitsPerDay: number): Promise<BenchRow[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'clockroom-bench-'));
  const aged: Aged[] = [];
  try {
    for (const { months, file } of await makeFiles(dir, visitsPerDay)) {
      const store = new BenchStore(file, false);
      store.at = lastAt(store) + dayMs / 4;
      aged.push({ months, file, store, commandsMs: [], boardsMs: [], verifyMsPerRow: Number.NaN });
    }
    for (let round = 0; round < measuredRounds; round += 1) for (const one of aged) measure(one, round);
    for (const one of aged) {
      one.store.close();
      one.verifyMsPerRow = verifyMsPerRow(one.file);
    }
    return rowsOf(aged, visitsPerDay);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Works through the longest time, and keeps a copy at each of the shorter ones: 1, 12 and 60 months. */
export async function makeFiles(dir: string, visitsPerDay: number): Promise<{ months: number; file: string }[]> {
  const working = new BenchStore(path.join(dir, 'working.sqlite'), false);
  working.prepare();
  const firstAt = working.at;
  const files: { months: number; file: string }[] = [];
  for (let day = 0; day < Math.max(...months) * daysOfMonth; day += 1) {
    working.at = Math.max(working.at, firstAt + day * dayMs);
    for (let visit = 0; visit < visitsPerDay; visit += 1) working.serve(day * visitsPerDay + visit);
    const monthsDone = months.find((count) => count * daysOfMonth === day + 1);
    if (monthsDone === undefined) continue;
    const file = path.join(dir, `months-${monthsDone}.sqlite`);
    await working.db.copyTo(file);
    files.push({ months: monthsDone, file });
  }
  working.close();
  return files;
}

export function lastAt({ db }: BenchStore): number {
  return db.read.get<{ at: number }>('SELECT at FROM journal ORDER BY seq DESC LIMIT 1')?.at ?? 0;
}

function measure({ store, commandsMs, boardsMs }: Aged, round: number): void {
  const { db } = store;
  store.onCommand = (durationMs) => commandsMs.push(durationMs);
  store.serve(round);
  const { timeZone, businessDayStartsAt } = db.state.site.site.store;
  const board = new BoardViews({
    db,
    now: () => store.at,
    businessDate: () => businessDateOf(store.at, timeZone, businessDayStartsAt),
    seq: () => readHead(db.read).seq,
    catalogVersion: () => 0,
    terminalState: () => 'online',
    devices: () => noDevices,
  });
  const startedMs = performance.now();
  board.snapshot();
  boardsMs.push(performance.now() - startedMs);
}

/** Of processor time: it runs for minutes, and others may use the machine too. */
function verifyMsPerRow(file: string): number {
  const used = process.cpuUsage();
  const { ok, problems, checked } = verifyStore(file);
  if (!ok) throw new Error(`the books do not fit: ${problems[0]?.code}`);
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000 / checked.journalRows;
}

function rowsOf(aged: readonly Aged[], visitsPerDay: number): BenchRow[] {
  const row = (name: string, unit: string, figureOf: (one: Aged) => number, grows: string) => {
    const figures = aged.map((one) => ({ months: one.months, figure: figureOf(one) }));
    const [first, last] = [figures[0]?.figure ?? Number.NaN, figures.at(-1)?.figure ?? Number.NaN];
    const each = figures.map(({ months, figure }) => `${figure.toPrecision(3)} after ${months}`).join(', ');
    return benchRow(
      {
        name: `growth: ${name}`,
        unit,
        value: last,
        reference: first,
        target: `ratio ≤ ${mostGrowth} (${grows})`,
        note: `months of ${visitsPerDay * daysOfMonth} visits: ${each}; reference: after 1`,
      },
      (ratio) => ratio <= mostGrowth,
    );
  };
  return [
    row('command', 'ms, p99', ({ commandsMs }) => percentile(commandsMs, 0.99), 'flat'),
    row('board', 'ms, median', ({ boardsMs }) => percentile(boardsMs, 0.5), 'flat'),
    row('verify', 'ms of processor time a journal row', (one) => one.verifyMsPerRow, 'linear'),
  ];
}
