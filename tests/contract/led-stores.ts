import { eventDefinitions, type JournalEvent, type StoreEvent } from '../../core/model/events.ts';

import type { RotationState } from '../../core/rules/rotation/policy-in-force.ts';
import { StoreInMemory } from '../../core/what-if/in-memory/store-in-memory.ts';
import { StoreDatabase } from '../../db/store-database.ts';

/** A store that takes a journal in, event by event, and is asked in between. */
export interface LedStore {
  state: RotationState;
  take(event: JournalEvent): void;
}

export function inMemory(): LedStore {
  const store = new StoreInMemory();
  return { state: store, take: (one) => store.take(one) };
}

export function inSqlite(): LedStore {
  const db = StoreDatabase.open(':memory:');
  return {
    state: db.state,
    take({ id, commandId, at, businessDate, actor, station, type, version, payload }) {
      const command = { id: commandId, hash: 'h', at, businessDate, actor, station };
      db.transact((tx) =>
        db.append(tx, command, [{ type, version, payload: asOfNow(type, payload) } as StoreEvent], () => id),
      );
    },
  };
}

/** What only the steps from older versions say may not stand in a row of today, and no table has it. */
function asOfNow(type: JournalEvent['type'], payload: object): object {
  const older = eventDefinitions[type].saidOfOlder ?? [];
  return Object.fromEntries(Object.entries(payload).filter(([field]) => !older.includes(field)));
}
