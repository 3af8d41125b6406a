import path from 'node:path';
import { agedFiles } from './aged-files.ts';
import { backupRows } from './backup-row.ts';
import type { BareSqlite } from './bare-database.ts';
import type { OpenBareLine } from './bare-line.ts';
import type { BenchBrowser } from './bench-page.ts';
import { boardRow } from './board-row.ts';
import { commandRateRow } from './command-row.ts';
import { growthRows } from './growth-rows.ts';
import { idleCpuRow, idleMemoryRow } from './idle-rows.ts';
import { busUseRealRow, busUseRows, deadTerminalsRow } from './line-rows.ts';
import { proofRows } from './proof-rows.ts';
import type { BenchRow } from './row.ts';
import { startRows } from './start-rows.ts';
import { swipeToStartRow } from './swipe-row.ts';
import { busTailRows } from './tail-rows.ts';
import { ticketRow } from './ticket-row.ts';

export interface BenchOptions {
  sqlite: BareSqlite;
  serial: OpenBareLine;
  /** Opens a browser for the board; null where there is none. */
  browser(): Promise<BenchBrowser | null>;
  /** The built screens. */
  screensDir: string;
  /** The script that starts a store. */
  startFile: string;
  /** Only rows of benchmarks whose name contains this. */
  only?: string;
  /** A whole simulated month for the memory, which takes hours; else half a minute. */
  month: boolean;
  /** Where files of a busy store are kept from one run to the next; may be deleted. */
  cacheFolder: string;
  /** Files up to this age are made where they are not there; older ones are measured where they are. */
  months: number;
  /** Told of each day of such a file. */
  onDay?(done: number, of: number): void;
  /** Told before each benchmark. */
  onStart?(name: string): void;
}

const idleBudgetMs = 30_000;

/** What can be measured. */
export const benchNames = [
  'bus use',
  'bus tail',
  'dead terminals',
  'ticket',
  'swipe to committed start',
  'command rate',
  'board',
  'growth',
  'proof',
  'backup',
  'idle',
  'first screen',
] as const;

/** Every benchmark there is, one after the other: nothing measured disturbs the next. */
export async function runBench({
  sqlite,
  serial,
  browser,
  screensDir,
  startFile,
  only,
  month,
  cacheFolder,
  months,
  onDay,
  onStart,
}: BenchOptions): Promise<BenchRow[]> {
  const aged = () => agedFiles({ cacheFolder: path.join(cacheFolder, 'files'), months, ...(onDay && { onDay }) });
  const workFolder = path.join(cacheFolder, 'work');
  const all: Record<(typeof benchNames)[number], () => Promise<BenchRow[]>> = {
    'bus use': async () => [...(await busUseRows()), await busUseRealRow()],
    'bus tail': () => busTailRows(serial),
    'dead terminals': async () => [await deadTerminalsRow()],
    ticket: async () => [ticketRow()],
    'swipe to committed start': async () => [await swipeToStartRow(sqlite)],
    'command rate': async () => [await commandRateRow(sqlite)],
    board: () => withBrowser(browser, async (one) => (one ? [await boardRow(one, screensDir)] : [])),
    growth: () => growthRows(aged(), workFolder),
    proof: () => proofRows(aged(), workFolder),
    backup: () => backupRows(aged(), workFolder),
    'first screen': () => withBrowser(browser, (one) => startRows(one, startFile)),
    idle: async () => [await idleCpuRow(), await idleMemoryRow({ isWhole: month, budgetMs: idleBudgetMs })],
  };
  const rows: BenchRow[] = [];
  for (const name of benchNames) {
    if (only !== undefined && !name.includes(only)) continue;
    onStart?.(name);
    rows.push(...(await all[name]()));
  }
  return rows;
}

/** Null where there is no browser. */
async function withBrowser(
  open: BenchOptions['browser'],
  measure: (browser: BenchBrowser | null) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const browser = await open();
  try {
    return await measure(browser);
  } finally {
    await browser?.close();
  }
}
