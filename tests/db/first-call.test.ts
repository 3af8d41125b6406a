import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../core/model/events.ts';
import { decodeEvent, eventDefinitions } from '../../core/model/events.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { databaseParts, schema } from '../../db/parts.ts';
import { verifyStore } from '../../db/verify.ts';
import { clockIn, guestIn } from '../host/commands/at-store.ts';
import { approval } from '../host/commands/manager.ts';
import { TestStore } from '../host/test-store.ts';
import { codesOf, journalOf, written } from './forged.ts';

const reason = 'because';

/** A clock whose technician was changed until its wait was too long, and a second one given up freely. */
function day(): TestStore {
  const store = new TestStore();
  store.onDuty('1', '2', '3');
  store.open('201', '101');
  const { id: clockId } = clockIn(store, '201');
  for (let n = 0; n < 8; n += 1) {
    store.wait(3);
    store.act('clock.changeTechnician', { clockId, choice: { kind: 'rotation' }, reason });
  }
  store.act('clock.cancel', { clockId, reason, authorisationId: approval(store, 'clock.cancel', clockId, 13_800) });
  return store;
}

describe('the first call of a clock', () => {
  it('is found in the journal of a store of before: since it was handed back last', () => {
    const store = day();
    store.act('clock.order', { guestId: guestIn(store, '201'), serviceCode: '101', choices: [] });
    const { id: clockId } = clockIn(store, '201');
    store.wait(2);
    store.act('clock.refuse', { clockId, reason, authorisationId: approval(store, 'clock.refuse', clockId) });
    store.wait(3);
    const firstCalls = 'SELECT id, firstCalledAt FROM clocks ORDER BY id';
    const now = store.db.read.all<{ id: string; firstCalledAt: number }>(firstCalls);
    expect(now).toHaveLength(2);
    expect(now.every(({ firstCalledAt }) => firstCalledAt > 0)).toBe(true);

    const before = databaseParts.map((part) =>
      part.name === 'clocks' ? { ...part, migrations: part.migrations.filter(({ version }) => version < 2) } : part,
    );
    const db = new Database(':memory:');
    migrate(db, { ...schema, parts: before });
    db.pragma('foreign_keys = OFF');
    for (const row of store.db.read.all<Record<string, string | number>>('SELECT * FROM journal ORDER BY seq')) {
      const names = Object.keys(row);
      db.prepare(`INSERT INTO journal (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(
        Object.values(row),
      );
    }
    for (const row of store.db.read.all<Record<string, string | number>>('SELECT * FROM clocks')) {
      const names = Object.keys(row).filter((name) => name !== 'firstCalledAt');
      const values = names.map((name) => row[name]);
      db.prepare(`INSERT INTO clocks (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(values);
    }
    migrate(db, schema);
    expect(db.prepare(firstCalls).all()).toEqual(now);
  });
});

describe('a clock that was given up under the rule of before', () => {
  /** The same day as an older program decided it: a wait began with the last call, and nobody was asked. */
  const ofBefore = (version: number, said: object = {}): JournalEvent[] =>
    journalOf(day())
      .filter(({ type }) => !type.startsWith('authorisation.'))
      .map((event) => {
        if (event.type !== 'clock.cancelled') return event;
        const { authorisationId: _, allowedBy: __, writtenOffMinor: ___, ...payload } = event.payload;
        return { ...event, version, payload: { ...payload, ...said } } as JournalEvent;
      });
  const present = eventDefinitions['clock.cancelled'].version;

  it('still proves, and does not as a row of today', () => {
    expect(codesOf(verifyStore(written(ofBefore(present - 1))).problems)).toEqual([]);
    expect(codesOf(verifyStore(written(ofBefore(present))).problems)).toEqual(['FACT_WRONG']);
  });

  it('is told by its version alone: a row of today that says it is of before is no row', () => {
    const [row] = ofBefore(present, { rule: 'second' }).filter(({ type }) => type === 'clock.cancelled');
    if (!row) throw new Error('nothing was given up');
    expect(() => decodeEvent(row)).toThrow(/EVENT_MALFORMED/);
    expect(decodeEvent({ ...row, version: present - 1 }).payload).toMatchObject({ rule: 'second' });
  });
});
