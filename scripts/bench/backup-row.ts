import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type JournalHead, readHead } from '../../db/engine/journal.ts';
import { writeSegment } from '../../db/engine/segment.ts';
import type { AgedFile } from './aged-files.ts';
import type { BenchStore } from './bench-store.ts';
import { agedRow, openCopy } from './growth-rows.ts';
import { type BenchRow, percentile } from './row.ts';

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
 * What an hour's segment takes with 1, 12 and more months of journal before it, those that are there: reading, checking
 * the chain, packing, writing. The files take turns, so that they see the same machine.
 */
export async function backupRows(files: readonly AgedFile[], workFolder: string): Promise<BenchRow[]> {
  mkdirSync(workFolder, { recursive: true });
  const dir = mkdtempSync(path.join(workFolder, 'backup-'));
  try {
    const aged = files.map((file): Aged => {
      const { months } = file;
      const folder = path.join(dir, `segments-${months}`);
      mkdirSync(folder);
      return { months, store: openCopy(file, path.join(dir, String(months))).store, folder, segmentsMs: [] };
    });
    for (let hour = 0; hour < measuredHours; hour += 1) for (const one of aged) measure(one, hour);
    for (const { store } of aged) store.close();
    const figures = aged.map(({ months, segmentsMs }) => ({ months, figure: percentile(segmentsMs, 0.5) }));
    return [agedRow('backup: an hour’s segment', 'ms, median', figures, mostGrowth)];
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
