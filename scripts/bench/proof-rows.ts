import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { addDays, businessDateOf } from '../../core/kernel/time.ts';
import { tablesOf } from '../../db/proof-mark.ts';
import { proveStore, type StoreProof } from '../../db/prove.ts';
import { type AgedFile, busyVisitsPerDay, copyOf } from './aged-files.ts';
import { BenchStore } from './bench-store.ts';
import { agedRow, lastAt } from './growth-rows.ts';
import { type BenchRow, benchRow, mib, percentile } from './row.ts';

const measuredNights = 3;
const mostGrowth = 1.2;
/** Marks are kept with the files, from one version of the program to the next: what is measured is how long it takes. */
const program = 'bench';

interface Aged {
  months: number;
  file: string;
  places: { folder: string; witnesses: string[] };
  nightsMs: number[];
}

interface Whole {
  months: number;
  cpuMs: number;
  journalRows: number;
  residentBytes: number;
}

/**
 * The proof of a night with 1, 12 and more months before it, those that are there: a busy day is played, and proved from
 * the mark of the day before. The files take turns. Each file is proved as a whole once, which is the second row; what
 * came of it is kept with the file.
 */
export async function proofRows(files: readonly AgedFile[], workFolder: string): Promise<BenchRow[]> {
  mkdirSync(workFolder, { recursive: true });
  const dir = mkdtempSync(path.join(workFolder, 'proof-'));
  try {
    const wholes: Whole[] = [];
    const aged = files.map((file) => {
      const folder = path.join(dir, String(file.months));
      wholes.push(...marked(file, folder));
      return { months: file.months, file: path.join(folder, 'store.sqlite'), places: placesIn(folder), nightsMs: [] };
    });
    for (let night = 0; night < measuredNights; night += 1) for (const one of aged) measure(one);
    const figures = aged.map(({ months, nightsMs }) => ({ months, figure: percentile(nightsMs, 0.5) }));
    const nightly = agedRow('proof: of a night', 'ms of processor time', figures, mostGrowth);
    return [nightly, ...wholeRows(wholes)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function placesIn(folder: string) {
  return { folder: path.join(folder, 'proof'), witnesses: [path.join(folder, 'journal.beacon.proof')] };
}

/** A copy that was proved to its end, from what is kept beside the file; what the whole took, where it had to be. */
function marked(aged: AgedFile, folder: string): Whole[] {
  const file = copyOf(aged, folder);
  const [kept, own] = [placesIn(aged.folder), placesIn(folder)];
  const copyMark = (from: typeof kept, to: typeof kept) => {
    cpSync(from.folder, to.folder, { recursive: true });
    for (const [at, witness] of from.witnesses.entries()) cpSync(witness, to.witnesses[at] ?? '');
    // A mark knows its file by when it was changed, too.
    const { atime, mtimeMs } = statSync(tablesOf(from));
    utimesSync(tablesOf(to), atime, new Date(Math.round(mtimeMs)));
  };
  if (existsSync(kept.folder)) {
    copyMark(kept, own);
    return [];
  }
  const used = process.cpuUsage();
  const proof = prove(file, own);
  const { user, system } = process.cpuUsage(used);
  copyMark(own, kept);
  const { journalRows } = proof.checked;
  return [
    { months: aged.months, cpuMs: (user + system) / 1000, journalRows, residentBytes: process.memoryUsage.rss() },
  ];
}

function prove(file: string, places: Aged['places']): StoreProof {
  const proof = proveStore(file, { places, program, at: 0, wholeEveryMs: Number.POSITIVE_INFINITY });
  if (!proof.ok) throw new Error(`the books do not fit: ${proof.problems[0]?.message}`);
  return proof;
}

/** Of processor time: others may use the machine too. */
function measure({ file, places, nightsMs }: Aged): void {
  const store = new BenchStore(file, false);
  const { timeZone, businessDayStartsAt } = store.db.state.site.site.store;
  const fromDate = addDays(businessDateOf(lastAt(store), timeZone, businessDayStartsAt), 1);
  store.playBusyDays({ fromDate, days: 1, visitsPerDay: busyVisitsPerDay }, () => {});
  store.close();
  const used = process.cpuUsage();
  const { after, why } = prove(file, places);
  const { user, system } = process.cpuUsage(used);
  if (after === null) throw new Error(`the whole was proved: ${why}`);
  nightsMs.push((user + system) / 1000);
}

function wholeRows(wholes: readonly Whole[]): BenchRow[] {
  const [first, last] = [wholes[0], wholes.at(-1)];
  if (!first || !last) return [];
  const each = wholes.map(
    ({ months, journalRows, cpuMs, residentBytes }) =>
      `${months}: ${journalRows} rows in ${(cpuMs / 1000).toFixed(0)} s, ${(residentBytes / mib).toFixed(0)} MiB resident`,
  );
  return [
    benchRow(
      {
        name: 'proof: of the whole',
        unit: 'ms of processor time a journal row',
        value: last.cpuMs / last.journalRows,
        reference: first.cpuMs / first.journalRows,
        target: `ratio ≤ ${mostGrowth} (linear)`,
        note: `by months, those that were proved in this run: ${each.join('; ')}`,
      },
      (ratio) => ratio <= mostGrowth,
    ),
  ];
}
