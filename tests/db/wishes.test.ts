import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { EventType, JournalEvent } from '../../core/model/events.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { databaseParts, schema } from '../../db/parts.ts';
import { verifyStore } from '../../db/verify.ts';
import { guestIn, visitIn } from '../host/commands/at-store.ts';
import { TestStore } from '../host/test-store.ts';
import { journalOf, written } from './forged.ts';

it('adds wishes to a store of before', () => {
  const db = new Database(':memory:');
  const before = databaseParts.filter(({ name }) => name !== 'wishes');
  migrate(db, { ...schema, parts: before });
  migrate(db, schema);
  expect(db.prepare('SELECT * FROM wishes').all()).toEqual([]);
  const ofNobody = `INSERT INTO wishes (id, text, notedAt, notedBy, businessDate)
    VALUES ('w', 'quiet', 1, 'R01', '2026-11-21')`;
  expect(() => db.exec(ofNobody)).toThrow(/CHECK/);
});

/** Two rooms with wishes: noted, changed, moved, withdrawn. */
function day(): JournalEvent[] {
  const store = new TestStore();
  store.open('202', null, undefined, 2);
  store.open('301', null);
  const guestId = guestIn(store, '202');
  store.act('wish.note', { whose: { kind: 'guest', guestId }, text: 'no oil' });
  store.act('wish.note', { whose: { kind: 'room', visitId: visitIn(store, '202') }, text: 'quiet' });
  const [own, ofRoom] = store.state.wishes.ofVisit(visitIn(store, '202'));
  store.act('wish.change', { wishId: own?.id ?? '', was: 'no oil', text: 'little oil' });
  store.act('visit.changeRoom', { visitId: visitIn(store, '202'), toRoomNo: '203' });
  store.act('wish.withdraw', { wishId: ofRoom?.id ?? '', was: 'quiet' });
  return journalOf(store);
}

/** The day with one event of a type that says something else. */
function forged(type: EventType, change: object): JournalEvent[] {
  const at = day().findIndex((one) => one.type === type);
  return day().map((one, index) =>
    index === at ? ({ ...one, payload: { ...one.payload, ...change } } as JournalEvent) : one,
  );
}

describe('the proof', () => {
  it('finds nothing on a day of wishes', () => {
    expect(verifyStore(written(day())).problems).toEqual([]);
  });

  it.each([
    ['noted in another room', 'wish.noted', { roomNo: '301' }],
    ['noted for another guest of the visit', 'wish.noted', { ordinal: 2 }],
    ['changed from what never stood there', 'wish.changed', { before: 'much oil' }],
    ['withdrawn as something else', 'wish.withdrawn', { before: 'loud' }],
    ['moved from a visit it was not of', 'wish.moved', { fromVisitId: '0193a000-0000-7000-8000-0000000000ff' }],
  ] as const)('finds one that was %s', (_what, type, change) => {
    const { problems } = verifyStore(written(forged(type, change)));
    expect(problems.map(({ code, context }) => [code, context.type])).toContainEqual(['FACT_WRONG', type]);
  });
});
