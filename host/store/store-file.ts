import path from 'node:path';
import type { JournalHead } from '../../db/engine/journal.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { ReportDesk } from '../reports/report-desk.ts';
import { storeFileName } from '../safekeeping/places.ts';
import type { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';

function storeFileIn(dataDir: string): string {
  return path.join(dataDir, storeFileName);
}

/** The file of a store, a new one where there is none; `onHead`: told of each last row. Throws DatabaseError. */
export function openStoreFile(
  { dataDir, durable, random, log }: RunningStoreOptions,
  onHead?: (head: JournalHead) => void,
): StoreDatabase {
  return StoreDatabase.open(storeFileIn(dataDir), {
    ...(durable === undefined ? {} : { durable }),
    ...(random === undefined ? {} : { random }),
    ...(onHead === undefined ? {} : { onHead }),
    onSlow: ({ sql, durationMs }) => log.warn({ sql, durationMs }, 'slow statement'),
    onErasureFault: (err) => log.error({ err }, 'an erasure is to be finished at the next start'),
    onWalFault: (fault) => log.warn(fault, 'the write-ahead log was not moved'),
  });
}

/** Where reports of that file are read, beside the store's work. */
export function storeReports({ now, businessDate }: StoreEngine, { dataDir, log }: RunningStoreOptions): ReportDesk {
  return new ReportDesk({
    file: storeFileIn(dataDir),
    moment: () => ({ now: now(), businessDate: businessDate() }),
    onFault: (err) => log.error({ err }, 'the process of reports failed'),
  });
}
