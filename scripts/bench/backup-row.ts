import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayMs } from '../../core/kernel/time.ts';
import { type JournalHead, readHead } from '../../db/engine/journal.ts';
import { writeSegment } from '../../db/engine/segment.ts';
import { BenchStore } from './bench-store.ts';
import { daysOfMonth, lastAt, makeFiles } from './growth-rows.ts';
import { type BenchRow, benchRow, percentile } from './row.ts';

/** Rounds of guests between two segments: about an hour of a busy store. */
const roundsOfHour = 10;
const measuredHours = 15;
const mostGrowth = 1.2;

/** A store after so many months, and how long its segments took. */
interface Aged {
  months: number;
  store: BenchStore;
  folder: string;
  segmentsMs: number[];
}

/**
 * What an hour's segment takes with 1, 12 and 60 months of journal before it: reading, checking the chain, packing,
 * writing. The files take turns, so that they see the same machine.
 */
export async function backupRows(visitsPerDay: number): Promise<BenchRow[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'clockroom-bench-'));
  try {
    const aged = (await makeFiles(dir, visitsPerDay)).map(({ months, file }): Aged => {
      const store = new BenchStore(file, false);
      store.at = lastAt(store) + dayMs / 4;
      const folder = path.join(dir, `segments-${months}`);
      mkdirSync(folder);
      return { months, store, folder, segmentsMs: [] };
    });
    for (let hour = 0; hour < measuredHours; hour += 1) for (const one of aged) measure(one, hour);
    for (const { store } of aged) store.close();
    return [rowOf(aged, visitsPerDay)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function measure({ store, folder, segmentsMs }: Aged, hour: number): void {
  const after: JournalHead = readHead(store.db.read);
  for (let round = 0; round < roundsOfHour; round += 1) store.serve(hour * roundsOfHour + round);
  const startedMs = performance.now();
  writeSegment(store.db.read, after, folder);
  segmentsMs.push(performance.now() - startedMs);
}

function rowOf(aged: readonly Aged[], visitsPerDay: number): BenchRow {
  const figures = aged.map(({ months, segmentsMs }) => ({ months, ms: percentile(segmentsMs, 0.5) }));
  const each = figures.map(({ months, ms }) => `${ms.toPrecision(3)} after ${months}`).join(', ');
  return benchRow(
    {
      name: 'backup: an hour’s segment',
      unit: 'ms, median',
      value: figures.at(-1)?.ms ?? Number.NaN,
      reference: figures[0]?.ms ?? Number.NaN,
      target: `ratio ≤ ${mostGrowth}, whatever the years before it`,
      note: `months of ${visitsPerDay * daysOfMonth} visits: ${each}; reference: after 1`,
    },
    (ratio) => ratio <= mostGrowth,
  );
}
