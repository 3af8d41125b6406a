import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dayMs } from '../../core/kernel/time.ts';
import { schema } from '../../db/parts.ts';
import { BenchStore } from './bench-store.ts';

/** The store of this age is always measured, and is what the others are compared with. */
export const agesInMonths = [1, 6, 12, 24, 60] as const;
export type AgeInMonths = (typeof agesInMonths)[number];

export const busyVisitsPerDay = 240;
/** Everybody of the demo store is hired by then. */
const firstDate = '2026-12-01';
/** Goes up with every change of what a busy day is: files of before are made anew. */
const generatorVersion = 2;
const storeName = 'store.sqlite';
/** The store, and the keys of what its journal has sealed. */
const fileNames = [storeName, 'keys.sqlite'];

/** A store's folder after so many months; it is not to be written to. */
export interface AgedFile {
  months: AgeInMonths;
  folder: string;
}

export interface AgedFilesOptions {
  /** Where files are kept from one run to the next; may be deleted at any time. */
  cacheFolder: string;
  /** Files up to this age are made where they are not there; older ones are taken where they are. */
  months: number;
  /** Told after each day that is made, by how many of how many. */
  onDay?(done: number, of: number): void;
}

/**
 * Files of a busy store by age, youngest first: five years are some eight million rows of the journal, played by the
 * store's own commands. What another version of the schema or of the days has made is thrown away.
 */
export function agedFiles({ cacheFolder, months, onDay }: AgedFilesOptions): AgedFile[] {
  const key = `v${generatorVersion}-${schemaKey()}`;
  const folder = path.join(cacheFolder, key);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(cacheFolder)) {
    if (name !== key) rmSync(path.join(cacheFolder, name), { recursive: true, force: true });
  }
  const fileOf = (age: AgeInMonths): AgedFile => ({ months: age, folder: path.join(folder, `months-${age}`) });
  const isThere = (age: AgeInMonths) => existsSync(path.join(fileOf(age).folder, storeName));
  let youngest: AgedFile | null = null;
  for (const age of agesInMonths) {
    if (!isThere(age) && age <= Math.max(months, agesInMonths[0])) make(fileOf(age), youngest, onDay);
    if (isThere(age)) youngest = fileOf(age);
  }
  return agesInMonths.filter(isThere).map(fileOf);
}

/** A copy that may be written to. */
export function copyOf({ folder }: AgedFile, to: string): string {
  mkdirSync(to, { recursive: true });
  for (const name of fileNames) {
    if (existsSync(path.join(folder, name))) copyFileSync(path.join(folder, name), path.join(to, name));
  }
  return path.join(to, storeName);
}

/** From a younger one, or from the beginning. The file has its name when all of it is there. */
function make({ months, folder }: AgedFile, from: AgedFile | null, onDay: AgedFilesOptions['onDay']): void {
  const making = `${folder}-making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  const [first, last] = [from ? dateAfter(from.months) : firstDate, dateAfter(months)];
  const days = Math.round((Date.parse(last) - Date.parse(first)) / dayMs);
  const store = new BenchStore(from ? copyOf(from, making) : path.join(making, storeName), false);
  try {
    if (!from) store.setUp(`${firstDate}T00:00:00+08:00`);
    let done = 0;
    store.playBusyDays({ fromDate: first, days, visitsPerDay: busyVisitsPerDay }, () => {
      done += 1;
      onDay?.(done, days);
    });
  } finally {
    store.close();
  }
  renameSync(making, folder);
}

/** The day after so many months. */
function dateAfter(months: number): string {
  const [year = 0, month = 0] = firstDate.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** Another one for every step of the schema. */
function schemaKey(): string {
  const steps = [
    schema.founding.length,
    ...schema.parts.map(({ name, migrations }) => [name, migrations?.length ?? 0]),
  ];
  return createHash('sha256').update(JSON.stringify(steps)).digest('hex').slice(0, 12);
}
