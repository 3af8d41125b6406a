import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { addDays, businessDateOf, hourMs } from '../../core/kernel/time.ts';
import { readHead } from '../../db/engine/journal.ts';
import { StoreReader } from '../../db/store-reader.ts';
import { AttendanceBook } from '../../host/parts/attendance/attendance.ts';
import { PayBooks } from '../../host/parts/commission/pay.ts';
import type { DeviceSummary } from '../../host/parts/devices/views.ts';
import { ReservationBook } from '../../host/parts/reservations/reservation-book.ts';
import { VisitBook } from '../../host/parts/visits/visit-book.ts';
import { BoardViews } from '../../host/screens/board-views.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { type AgedFile, copyOf } from './aged-files.ts';
import { BenchStore } from './bench-store.ts';
import { type BenchRow, benchRow, mib, percentile } from './row.ts';

const measuredRounds = 60;
const openings = 5;
const mostGrowth = 1.2;
const noDevices: DeviceSummary = {
  terminals: { online: 0, total: 0, offline: [], alarms: [] },
  printers: [],
  voice: { engine: null, notSpoken: 0, places: [] },
  clockApartMs: null,
  readers: [],
  jobsToSee: 0,
};
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** What is done again and again with a store's file, each measured in milliseconds. */
const measured = {
  command: 'ms, p99',
  board: 'ms, median',
  'find by phone': 'ms, median',
  'history of a visit': 'ms, median',
  'pay of a month': 'ms of processor time, median',
  'attendance of a month': 'ms of processor time, median',
  'open to first screen': 'ms, median',
} as const;
type Measured = keyof typeof measured;

/** A copy of a store's file of some age, and what was measured on it. */
interface Aged {
  months: number;
  folder: string;
  file: string;
  store: BenchStore;
  /** Milliseconds. */
  took: Record<Measured, number[]>;
}

/**
 * Commands, the whole board, a search, a month's reports and the opening with 1, 12 and 60 months in the file, those
 * that are there. The files take turns, so that they see the same machine; commits are not synced, since it is the
 * tables that grow and not the disk.
 */
export async function growthRows(files: readonly AgedFile[], workFolder: string): Promise<BenchRow[]> {
  mkdirSync(workFolder, { recursive: true });
  const dir = mkdtempSync(path.join(workFolder, 'growth-'));
  try {
    const aged = files.map((file) => openCopy(file, path.join(dir, String(file.months))));
    for (let round = 0; round < measuredRounds; round += 1) for (const one of aged) measure(one, round);
    for (const { store } of aged) store.close();
    for (let opening = 0; opening < openings; opening += 1) for (const one of aged) await measureOpening(one);
    return [...rowsOf(aged), sizeRow(files)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** With everybody on duty the next day, and enough of all goods. */
export function openCopy(aged: AgedFile, folder: string): Aged {
  const file = copyOf(aged, folder);
  const store = new BenchStore(file, false);
  store.at = lastAt(store) + 12 * hourMs;
  for (const { no: technicianNo } of store.db.state.site.site.technicians) {
    if (store.db.state.technicians.byNo(technicianNo)?.duty !== 'off') continue;
    store.run('technician.comeOnDuty', { technicianNo }, technicianNo, 'clock-room', 'terminal');
  }
  store.fillUp();
  store.db.checkpoint();
  const took = Object.fromEntries(Object.keys(measured).map((name) => [name, [] as number[]]));
  return { months: aged.months, folder, file, store, took: took as Aged['took'] };
}

/** When the last thing in a file happened, UTC ms. */
export function lastAt({ db }: BenchStore): number {
  return db.read.get<{ at: number }>('SELECT at FROM journal ORDER BY seq DESC LIMIT 1')?.at ?? 0;
}

function measure({ file, store, took }: Aged, round: number): void {
  const { db } = store;
  store.onCommand = (durationMs) => took.command.push(durationMs);
  store.serve(round);
  const { timeZone, businessDayStartsAt } = db.state.site.site.store;
  const businessDate = () => businessDateOf(store.at, timeZone, businessDayStartsAt);
  const times = { db, now: () => store.at, businessDate };
  const board = new BoardViews({
    ...times,
    seq: () => readHead(db.read).seq,
    catalogVersion: () => 0,
    terminalState: () => 'online',
    devices: () => noDevices,
  });
  // Of what takes long: others use the machine too.
  const timedByProcessor = (name: Measured, work: () => unknown) => {
    const used = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(used);
    took[name].push((user + system) / 1000);
  };
  const timed = (name: Measured, work: () => unknown) => {
    const startedMs = performance.now();
    work();
    took[name].push(performance.now() - startedMs);
  };
  timed('board', () => board.snapshot());
  const reservations = new ReservationBook(times);
  timed('find by phone', () => reservations.find(`138${10 + (round % 90)}`));
  const visits = db.read.all<{ id: string }>('SELECT id FROM visits ORDER BY id DESC LIMIT 50');
  timed('history of a visit', () => new VisitBook({ db }).history(visits[round % visits.length]?.id ?? ''));
  if (round % 6 !== 0) return;
  const month = addDays(`${businessDate().slice(0, 7)}-01`, -1).slice(0, 7);
  const reader = StoreReader.open(file);
  try {
    const asked = { ...times, db: reader };
    timedByProcessor('pay of a month', () => reader.snapshot(() => new PayBooks(asked).month(month)));
    timedByProcessor('attendance of a month', () => reader.snapshot(() => new AttendanceBook(asked).month(month)));
  } finally {
    reader.close();
  }
}

/** A store that nobody looks after opens its file, tables and devices; then a screen asks for the board. */
async function measureOpening({ folder, store: { at }, took }: Aged): Promise<void> {
  const startedMs = performance.now();
  const store = await RunningStore.open({ dataDir: folder, voice: 'none', log: quiet, now: () => at });
  store.board.snapshot();
  took['open to first screen'].push(performance.now() - startedMs);
  await store.close();
}

function rowsOf(aged: readonly Aged[]): BenchRow[] {
  return Object.entries(measured).map(([name, unit]) => {
    const share = unit.endsWith('p99') ? 0.99 : 0.5;
    const figures = aged.map(({ months, took }) => ({ months, figure: percentile(took[name as Measured], share) }));
    return agedRow(`growth: ${name}`, unit, figures, mostGrowth);
  });
}

/** The oldest beside the youngest, which is to be the same; the note has them all. */
export function agedRow(
  name: string,
  unit: string,
  figures: readonly { months: number; figure: number }[],
  most: number,
): BenchRow {
  const each = figures.map(({ months, figure }) => `${figure.toPrecision(3)} after ${months}`).join(', ');
  return benchRow(
    {
      ...{ name, unit, value: figures.at(-1)?.figure ?? Number.NaN, reference: figures[0]?.figure ?? Number.NaN },
      target: `ratio ≤ ${most} (flat)`,
      note: `months of a busy store: ${each}${figures.length < 2 ? '; older files are made by --months 60' : ''}`,
    },
    (ratio) => ratio <= most,
  );
}

function sizeRow(files: readonly AgedFile[]): BenchRow {
  const sizes = files.map(({ months, folder }) => {
    const file = path.join(folder, 'store.sqlite');
    const store = StoreReader.open(file);
    const { seq } = readHead(store.read);
    store.close();
    return { months, seq, bytes: statSync(file).size };
  });
  const each = sizes.map(({ months, seq, bytes }) => `${months}: ${seq} rows, ${(bytes / mib).toFixed(0)} MiB`);
  const last = sizes.at(-1) ?? { months: 1, bytes: Number.NaN };
  return benchRow(
    {
      name: 'growth: size on disk',
      unit: 'MiB a year',
      value: (last.bytes / mib / last.months) * 12,
      target: 'told',
      note: `by months, journal and tables: ${each.join('; ')}`,
    },
    () => true,
  );
}
