import { join } from 'node:path';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';

import { eventOfRow, journalRows } from '../../db/engine/journal.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import type { Problem } from '../../db/verify.ts';
import type { TestStore } from '../host/test-store.ts';
import { temporaryDirectory } from './files.ts';

/** Everything that has happened in a store. */
export function journalOf(store: TestStore): JournalEvent[] {
  return [...journalRows(store.db.read)].map((row) => eventOfRow(row, store.db.keys));
}

/** Writes a journal anew, its chain and tables whole, as whoever forges a store would; returns the file. */
export function written(events: readonly JournalEvent[]): string {
  const path = join(temporaryDirectory(), 'store.sqlite');
  const db = StoreDatabase.open(path);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `0193d000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
  };
  for (const { commandId, at, businessDate, actor, station, type, version, payload } of events) {
    const facts = { id: commandId, hash: 'f'.repeat(64), at, businessDate, actor, station };
    db.transact((tx) => db.append(tx, facts, [{ type, version, payload } as StoreEvent], newId));
  }
  db.close();
  return path;
}

/** Each kind of problem once, in the order in which they were found. */
export function codesOf(problems: readonly Problem[]): string[] {
  return [...new Set(problems.map(({ code }) => code))];
}
