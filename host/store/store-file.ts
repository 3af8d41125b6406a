import path from 'node:path';
import { StoreDatabase } from '../../db/store-database.ts';
import { ReportDesk } from '../reports/report-desk.ts';
import type { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';

function storeFileIn(dataDir: string): string {
  return path.join(dataDir, 'store.sqlite');
}

/** The file of a store, a new one where there is none. Throws DatabaseError. */
export function openStoreFile({ dataDir, durable, random, log }: RunningStoreOptions): StoreDatabase {
  return StoreDatabase.open(storeFileIn(dataDir), {
    ...(durable === undefined ? {} : { durable }),
    ...(random === undefined ? {} : { random }),
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
    onFault: (err) => log.error({ err }, 'the thread of reports failed'),
  });
}
