import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../core/model/events.ts';
import { indexSite } from '../../core/model/site/site-index.ts';

import { migrations } from '../../db/engine/founding/index.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { AuthorisationCheck } from '../../db/parts/authorisations/checks/approvals.ts';
import { incidentsOf } from '../../db/parts/incidents/queries.ts';

import { ProblemList } from '../../db/verify/problem-list.ts';
import { problemTexts, verifyStore } from '../../db/verify.ts';
import { approval, clockIn } from '../host/commands/manager.ts';
import { TestStore } from '../host/test-store.ts';
import { temporaryDirectory } from './files.ts';
import { founding } from './founding.ts';
import { exampleSite } from './shop-day.ts';

const date = '2026-11-21';
const reason = 'hands hurt';

/** A store in which everything happened that does not go its way. */
function badDay(): TestStore {
  const store = new TestStore();
  store.onDuty('1', '2', '3');
  store.open('201', '101');
  store.act('clock.refuse', {
    clockId: clockIn(store, '201').id,
    reason,
    authorisationId: approval(store, 'clock.refuse', clockIn(store, '201').id),
  });
  store.wait(4);
  store.act('clock.noticeLate', {}, 'system');
  store.act('clock.replaceLate', {
    clockId: clockIn(store, '201').id,
    reason,
    authorisationId: approval(store, 'clock.replaceLate', clockIn(store, '201').id),
  });
  store.act('clock.start', { clockId: clockIn(store, '201').id, atRoomNo: '201' });
  store.wait(10);
  store.act('clock.end', { clockId: clockIn(store, '201').id, reason });
  store.open('202', '101');
  store.act('clock.cancel', { clockId: clockIn(store, '202').id, reason });
  return store;
}

describe('the incidents of a day', () => {
  it('stand in the order they came, with who allowed what, and only on their day', () => {
    const store = badDay();
    const incidents = incidentsOf(store.db.read, date);
    expect(incidents.map(({ kind }) => kind)).toEqual([
      'cancelled',
      'early-end',
      'short-clock',
      'late-replaced',
      'late',
      'refused',
    ]);
    expect(incidents[0]).toMatchObject({
      roomNo: '202',
      fromState: 'called',
      visitNo: expect.any(String),
      actor: 'R01',
    });
    expect(incidents[1]).toMatchObject({ technicianNo: '3', serviceCode: '101', minutes: 45, reason });
    expect(incidents[3]).toMatchObject({ technicianNo: '2', allowedBy: 'M01' });
    expect(incidents[4]).toMatchObject({ technicianNo: '2', minutes: 3, actor: 'system', allowedBy: null });
    expect(incidentsOf(store.db.read, '2026-11-20')).toEqual([]);
  });

  it('are part of the replay that proves the store', async () => {
    const file = join(temporaryDirectory(), 'store.sqlite');
    const store = badDay();
    await store.db.copyTo(file);
    store.db.close();
    expect(verifyStore(file).problems).toEqual([]);
    const db = new Database(file);
    db.exec(`UPDATE incidents SET reason = 'another' WHERE kind = 'refused'`);
    db.exec(`UPDATE authorisations SET usedBy = 'C01' WHERE act = 'clock.replaceLate'`);
    db.close();
    const differs = verifyStore(file).problems.map(({ code, context }) => [code, context.table, context.column]);
    expect(differs).toEqual([
      ['TABLE_DIFFERS', 'authorisations', 'usedBy'],
      ['TABLE_DIFFERS', 'incidents', 'reason'],
    ]);
  });
});

describe('the step to this schema', () => {
  it('takes early ends and cancellations of the past out of the journal; a store of before gave no approvals', () => {
    const db = new Database(':memory:');
    migrate(db, founding(migrations.filter(({ version }) => version < 5)));
    db.exec(`INSERT INTO rooms (no) VALUES ('201')`);
    db.exec(`INSERT INTO technicians (no, duty) VALUES ('8', 'on')`);
    db.exec(`INSERT INTO visits VALUES ('v', '1', '201', 'p', '${date}', 1, 'R01', NULL)`);
    db.exec(
      `INSERT INTO guests (id, visitId, ordinal, bed, joinedAt, businessDate) VALUES ('g', 'v', 1, 1, 1, '${date}')`,
    );
    db.exec(`INSERT INTO clocks (id, visitId, guestId, roomNo, serviceCode, type, state, choice, minutes, priceMinor,
      orderedAt, callCount, businessDate)
      VALUES ('c', 'v', 'g', '201', '101', 'rotation', 'ended', '{"kind":"rotation"}', 60, 100, 1, 1, '${date}')`);
    const row = db.prepare(`INSERT INTO journal VALUES (?, ?, 'c', 'h', ?, '${date}', '8', 'desk', ?, 1, ?, 'p', 'x')`);
    const on = { clockId: 'c', visitId: 'v', roomNo: '201', technicianNo: '8', extensionIds: [], reason: 'left' };
    row.run(1, 'a', 100, 'clock.ended', JSON.stringify({ ...on, earlyMinutes: 12 }));
    row.run(2, 'b', 200, 'clock.ended', JSON.stringify({ ...on, earlyMinutes: 0 }));
    row.run(3, 'c', 300, 'clock.cancelled', JSON.stringify({ ...on, from: 'called' }));
    migrate(db, founding(migrations.filter(({ version }) => version <= 8)));
    expect(db.prepare('SELECT seq, kind, minutes, fromState, reason, serviceCode FROM clock_incidents').all()).toEqual([
      { seq: 1, kind: 'early-end', minutes: 12, fromState: null, reason: 'left', serviceCode: '101' },
      { seq: 3, kind: 'cancelled', minutes: null, fromState: 'called', reason: 'left', serviceCode: '101' },
    ]);
    expect(db.prepare('SELECT lateAt, passedBy, automatic FROM clocks').all()).toEqual([
      { lateAt: null, passedBy: null, automatic: 0 },
    ]);
    expect(db.prepare('SELECT * FROM authorisations').all()).toEqual([]);
    expect(() => db.exec(`UPDATE clock_incidents SET kind = 'nap'`)).toThrow(/CHECK/);
  });
});

describe('the proof of approvals', () => {
  const given = (authorisationId: string, act = 'clock.refuse') => ({
    type: 'authorisation.given',
    payload: {
      authorisationId,
      act,
      subject: { kind: 'clock', id: 'c' },
      amountMinor: null,
      reason,
      how: 'pin',
      askedBy: 'R01',
      expiresAt: 500,
    },
  });
  const used = (authorisationId: string) => ({
    type: 'authorisation.used',
    payload: { authorisationId, act: 'clock.refuse', subject: { kind: 'clock', id: 'c' } },
  });
  const refused = (authorisationId: string) => ({
    type: 'clock.handedBack',
    payload: { clockId: 'c', why: 'refused', authorisationId, allowedBy: 'M01' },
  });
  /** What is wrong with a journal; each list is one command. */
  const problemsOf = (...commands: { type: string; payload: object; at?: number }[][]) => {
    const problems = new ProblemList(problemTexts);
    const check = new AuthorisationCheck({ site: indexSite(exampleSite(), false) }, problems);
    commands.forEach((events, index) => {
      for (const event of events) {
        check.next({
          at: 100,
          actor: 'M01',
          ...event,
          commandId: String(index),
          seq: index,
        } as unknown as JournalEvent);
      }
    });
    check.finish();
    return problems.problems.map(({ code }) => code);
  };

  it('takes each once, in time, for what it was given, and needs one where one is needed', () => {
    expect(problemsOf([given('a')], [used('a'), refused('a')])).toEqual([]);
    expect(problemsOf([given('a')])).toEqual([]);
    expect(problemsOf([refused('a')])).toEqual(['AUTHORISATION_MISSING']);
    expect(problemsOf([given('a')], [used('a')], [refused('a')])).toEqual([
      'AUTHORISATION_NOT_NEEDED',
      'AUTHORISATION_MISSING',
    ]);
    expect(problemsOf([used('a'), refused('a')])).toEqual(['AUTHORISATION_NEVER_GIVEN']);
    expect(problemsOf([given('a')], [used('a'), refused('a')], [used('a'), refused('a')])).toEqual([
      'AUTHORISATION_USED_TWICE',
    ]);
    expect(problemsOf([given('a', 'clock.replaceLate')], [used('a'), refused('a')])).toEqual([
      'AUTHORISATION_FOR_ANOTHER',
    ]);
    expect(problemsOf([given('a')], [{ ...used('a'), at: 501 }, refused('a')])).toEqual(['AUTHORISATION_TOO_LATE']);
  });
});
