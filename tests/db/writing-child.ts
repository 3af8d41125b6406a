import { randomUUID } from 'node:crypto';
import { event } from '../../core/model/events.ts';

import { StoreDatabase } from '../../db/store-database.ts';

/** Writes acts of two events without end, and reports the last row of each to its parent, until it is killed. */

const db = StoreDatabase.open(String(process.argv[2]));

function act(): void {
  const command = { id: randomUUID(), hash: 'h', at: 1, businessDate: '2026-11-21', actor: 'R01', station: 'desk' };
  const callId = randomUUID();
  const events = [
    event('service.called', { callId, roomNo: '201', by: 'R01' }),
    event('service.answered', { callId, roomNo: '201' }),
  ];
  const appended = db.transact((tx) => db.append(tx, command, events, randomUUID));
  process.send?.(appended.at(-1)?.seq);
  setImmediate(act);
}

process.on('disconnect', () => process.exit());
act();
