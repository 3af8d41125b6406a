import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import type { CommandName } from '../../../core/model/commands.ts';
import { commandSchemas } from '../../../core/model/commands.ts';
import type { JournalEvent } from '../../../core/model/events.ts';

import { StoreDatabase } from '../../../db/store-database.ts';
import { verifyStore } from '../../../db/verify.ts';
import { CommandExecutor } from '../../../host/store/executor.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, end, guestIn, nowhere, reason, refused, start } from './at-store.ts';

const hourMs = 3_600_000;
const desk = { actor: 'R01', station: 'desk', sender: 'screen' } as const;

/** A store whose commands carry ids of the test's own choosing. */
function executorOf(store: TestStore) {
  const committed: JournalEvent[][] = [];
  const executor = new CommandExecutor({
    db: store.db,
    now: () => store.at,
    newId: () => store.newId(),
    onCommitted: (events) => committed.push(events),
  });
  return { executor, committed };
}

describe('the same command again', () => {
  it('gives the first answer and does nothing, however the fields are ordered', () => {
    const store = new TestStore();
    const { executor, committed } = executorOf(store);
    const commandId = store.newId();
    const answer = executor.execute(commandId, 'visit.open', { roomNo: '201', guests: [{ wristbandNo: '1' }] }, desk);
    const { seq } = store;
    store.wait(5);
    const again = executor.execute(commandId, 'visit.open', { guests: [{ wristbandNo: '1' }], roomNo: '201' }, desk);
    expect(again).toEqual(answer);
    expect([store.seq, committed.length]).toEqual([seq, 1]);
  });

  it('with other content is refused, also under another name', () => {
    const store = new TestStore();
    const { executor } = executorOf(store);
    const commandId = store.newId();
    executor.execute(commandId, 'technician.comeOnDuty', { technicianNo: '1' }, desk);
    for (const [name, technicianNo] of [
      ['technician.comeOnDuty', '2'],
      ['technician.rest', '1'],
    ] as const) {
      refused(store, 'COMMAND_ID_REUSED', () => executor.execute(commandId, name, { technicianNo }, desk));
    }
  });

  it('after a refusal is tried anew', () => {
    const store = new TestStore();
    const { executor } = executorOf(store);
    const commandId = store.newId();
    const clean = () => executor.execute(commandId, 'room.clean', { roomNo: '201' }, desk);
    refused(store, 'ROOM_NOT_DIRTY', clean);
    store.open('201', null);
    store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'D01', quantity: 1 }] });
    store.act('visit.changeRoom', { visitId: store.state.visits.openIn('201')?.id ?? '', toRoomNo: '202' });
    expect(clean().length).toBe(1);
  });
});

describe('bad input', () => {
  const names = Object.keys(commandSchemas) as CommandName[];

  it.each(names)('of %s is refused by code and changes nothing', (name) => {
    const store = new TestStore();
    const { executor, committed } = executorOf(store);
    const before = store.seq;
    const guess = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom('roomNo', 'clockId', 'guestId', 'visitId', 'guests', 'lines', 'technicianNo', 'reason', 'x'),
        fc.oneof(fc.jsonValue(), fc.constantFrom('201', '1', nowhere, [{}], -1)),
      ),
    );
    fc.assert(
      fc.property(guess, (data) => {
        try {
          executor.execute(store.newId(), name, data, desk);
        } catch (error) {
          expect(error).toBeInstanceOf(StoreError);
          if (error instanceof StoreError && error.code === 'INPUT_INVALID') {
            expect(String(error.context.detail).length).toBeLessThanOrEqual(500);
          }
          expect(store.seq).toBe(before + committed.flat().length);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('before a store is set up is refused as such', () => {
    const db = StoreDatabase.open(':memory:');
    const newId = () => nowhere;
    const executor = new CommandExecutor({ db, now: () => 0, newId, onCommitted: () => {} });
    expect(() => executor.execute(newId(), 'room.clean', { roomNo: '201' }, desk)).toThrow(
      expect.objectContaining({ code: 'STORE_NOT_SET_UP' }),
    );
  });
});

describe('a new site file', () => {
  it('cannot leave out a room, an item or somebody in use', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101', '1');
    const site = exampleSite();
    const without = (part: Partial<typeof site>) =>
      refused(store, 'SITE_IN_USE', () =>
        store.act('site.import', { site: { ...site, buses: [], ...part }, demo: true }),
      ).what;
    expect(without({ rooms: site.rooms.filter(({ no }) => no !== '201') })).toBe('201');
    expect(without({ technicians: site.technicians.filter(({ no }) => no !== '1') })).toBe('1');
    expect(without({ services: site.services.filter(({ code }) => code !== '101') })).toBe('101');
    // What nobody uses may go.
    const rooms = site.rooms.filter(({ no }) => no !== '212');
    store.act('site.import', { site: { ...site, rooms, buses: [] }, demo: true });
    refused(store, 'ROOM_UNKNOWN', () => store.open('212', null));
  });

  it('calls who may serve now what waited', () => {
    const store = new TestStore();
    const site = exampleSite();
    store.onDuty('1', '2');
    store.open('201', '101');
    store.open('202', '105');
    expect(clockIn(store, '202').state).toBe('ordered');
    const technicians = site.technicians.map((one) =>
      one.no === '2' ? { ...one, skills: ['foot', 'pedicure'] } : one,
    );
    store.act('site.import', { site: { ...site, technicians }, demo: true });
    expect(clockIn(store, '202')).toMatchObject({ state: 'called', technicianNo: '2' });
  });

  it('moves those on duty to the queues it has, in their order, and says why', () => {
    const store = new TestStore();
    const site = exampleSite();
    for (const technicianNo of ['52', '51', '53', '54', '81']) {
      store.onDuty(technicianNo);
      store.wait(1);
    }
    const rotation = site.rotation.map((entry) => ({ ...entry, byGender: false }));
    const technicians = site.technicians.map((one) => (one.no === '81' ? { ...one, groups: ['spa', 'foot'] } : one));
    store.act('site.import', { site: { ...site, rotation, technicians }, demo: true });
    const places = store.db.read.all<{ queueId: string; technicianNo: string }>(
      'SELECT queueId, technicianNo FROM queue_places ORDER BY queueId, rank',
    );
    expect(places.map(({ queueId, technicianNo }) => `${queueId} ${technicianNo}`)).toEqual([
      'foot 81',
      'massage 52',
      'massage 51',
      'massage 53',
      'massage 54',
      'spa 81',
    ]);
    expect(store.eventsOf('rotation.moved').at(-1)?.because.event).toBe('site-changed');
    // And back again.
    store.act('site.import', { site: { ...site, technicians }, demo: true });
    expect(store.state.rotation.queue('massage')).toEqual([]);
    expect(store.state.rotation.queue('massage/M').map((place) => place.technicianNo)).toEqual(['51', '53']);
  });

  it('cannot leave out the queue that somebody on a clock may come back to', () => {
    const store = new TestStore();
    const site = exampleSite();
    store.onDuty('51', '53');
    store.act('visit.open', { roomNo: '301', guests: [{}], orders: [{ serviceCode: '201' }] });
    const rotation = site.rotation.map((entry) => ({ ...entry, byGender: false }));
    const change = () => store.act('site.import', { site: { ...site, rotation }, demo: true });
    expect(refused(store, 'SITE_IN_USE', change).what).toBe('massage/M');
    store.act('clock.cancel', { clockId: clockIn(store, '301').id, reason });
    change();
    expect(store.state.rotation.queue('massage').map((place) => place.technicianNo)).toEqual(['51', '53']);
  });
});

describe('the trading day', () => {
  it('ends at the cut-over; a clock across it keeps its length, and bills count anew', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    // 04:30
    store.wait(16.5 * 60);
    store.open('201', '101');
    start(store, '201');
    const { startedAt } = clockIn(store, '201');
    store.wait(60);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    const clock = clockIn(store, '201');
    expect(clock).toMatchObject({
      businessDate: '2026-11-21',
      startedAt,
      dueAt: (startedAt ?? 0) + hourMs,
      endedAt: store.at,
    });
    store.open('202', null);
    expect(store.state.visits.openIn('202')).toMatchObject({ no: '1122-0001', businessDate: '2026-11-22' });
  });
});

describe('a system clock that jumps', () => {
  /** A clock runs, the system's clock jumps, and the day goes on; gives the problems of the books. */
  async function dayWithJump(jumpMs: number): Promise<TestStore> {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('technician.rest', { technicianNo: '2' });
    store.open('201', '101');
    start(store, '201');
    store.wait(20);
    store.at += jumpMs;
    store.act('clock.extend', { clockId: clockIn(store, '201').id });
    store.act('technician.comeBack', { technicianNo: '2' });
    store.wait(5);
    end(store, '201');
    store.open('202', '101', '1');
    start(store, '202');
    store.wait(30);
    end(store, '202');
    for (const roomNo of ['201', '202']) {
      const visitId = store.state.visits.openIn(roomNo)?.id ?? '';
      const guestIds = [guestIn(store, roomNo)];
      const expectedTotalMinor = roomNo === '201' ? 20_700 : 13_800;
      const payments = [{ tenderCode: 'cash-cny', amountMinor: expectedTotalMinor }];
      store.act('bill.settle', { visitId, guestIds, payments, expectedTotalMinor });
    }
    return store;
  }

  it.each([
    ['back an hour', -hourMs],
    ['ahead an hour', hourMs],
    ['back a minute', -60_000],
  ])('%s leaves nothing negative and the books clean', async (_how, jumpMs) => {
    const store = await dayWithJump(jumpMs);
    const { read } = store.db;
    expect(read.all('SELECT * FROM clock_segments WHERE toAt < fromAt')).toEqual([]);
    expect(read.all('SELECT id FROM clocks WHERE endedAt < startedAt OR startedAt < orderedAt')).toEqual([]);
    expect(read.all('SELECT a.seq FROM journal AS a JOIN journal AS b ON b.seq = a.seq + 1 WHERE b.at < a.at')).toEqual(
      [],
    );
    const file = join(temporaryDirectory(), 'store.sqlite');
    await store.db.copyTo(file);
    expect(verifyStore(file).problems).toEqual([]);
  });

  it('far back (a wrong year put right) is followed: a store does not wait for a year', () => {
    const store = new TestStore();
    store.at -= 365 * 24 * hourMs;
    store.open('201', null);
    expect(store.state.visits.openIn('201')?.openedAt).toBe(store.at);
  });
});
