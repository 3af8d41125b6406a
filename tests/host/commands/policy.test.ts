import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../core/model/clocks/clock.ts';
import { defaultPolicy, presetOf, type QueuePolicy } from '../../../core/model/rotation/policy.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { realScheduler } from '../../../hardware/scheduler.ts';
import { jobTicket } from '../../../host/paper/jobs.ts';

import { TerminalKeys } from '../../../host/secrets/terminal-keys.ts';
import { exportSite } from '../../../host/setup/site-files.ts';
import { DutyClock } from '../../../host/store/duty-clock.ts';
import { storeDuties } from '../../../host/store/store-duties.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { TestStore } from '../test-store.ts';

const reason = 'because';
const order = (store: TestStore, queueId = 'foot') =>
  store.state.rotation.queue(queueId).map((place) => place.technicianNo);
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'nothing';
};

function setPolicy(store: TestStore, change: Partial<QueuePolicy>, fromDate = store.businessDate): void {
  const policy = { ...defaultPolicy, ...change };
  const data = { group: 'foot', gender: null, fromDate, preset: null };
  store.act('rotation.setPolicy', {
    ...data,
    policy: { ...policy, noTurnItems: [...policy.noTurnItems], effects: { ...policy.effects } },
  });
}

const effects = (change: Partial<QueuePolicy['effects']>) => ({ effects: { ...defaultPolicy.effects, ...change } });

function clockIn(store: TestStore, roomNo: string): Clock {
  const visit = store.state.visits.openIn(roomNo);
  const [clock] = visit ? store.state.clocks.ofVisit(visit.id) : [];
  if (!clock) throw new Error(`no clock in ${roomNo}`);
  return clock;
}
const start = (store: TestStore, roomNo: string) =>
  store.act('clock.start', { clockId: clockIn(store, roomNo).id, atRoomNo: roomNo });
const end = (store: TestStore, roomNo: string) =>
  store.act('clock.end', { clockId: clockIn(store, roomNo).id, reason });

describe('what a policy says', () => {
  it('holds from its day on, for its gender, and until the next', () => {
    const store = new TestStore();
    setPolicy(store, effects({ 'rotation-started': 'keep' }), '2026-11-22');
    store.onDuty('1', '2');
    store.open('201', '101');
    start(store, '201');
    expect(order(store)).toEqual(['2', '1']);
    end(store, '201');
    store.wait(24 * 60);
    store.open('202', '101');
    start(store, '202');
    expect(order(store)).toEqual(['2', '1']);
  });

  it('sends to the tail at clock-off', () => {
    const store = new TestStore();
    setPolicy(store, presetOf('tail-at-clock-off'));
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    start(store, '201');
    expect(order(store)).toEqual(['1', '2', '3']);
    end(store, '201');
    expect(order(store)).toEqual(['2', '3', '1']);
  });

  it('counts every second requested clock as a turn', () => {
    const store = new TestStore();
    setPolicy(store, { requestedPerTurn: 2 });
    store.onDuty('1', '2', '3');
    for (const [index, roomNo] of ['201', '202'].entries()) {
      store.open(roomNo, '101', '1');
      start(store, roomNo);
      expect(order(store)).toEqual(index === 0 ? ['1', '2', '3'] : ['2', '3', '1']);
      end(store, roomNo);
    }
  });

  it('counts no request for an item that is no turn, neither towards the number nor as the one that makes it up', () => {
    const store = new TestStore();
    setPolicy(store, { requestedPerTurn: 2, noTurnItems: ['102'] });
    store.onDuty('1', '2', '3');
    const rooms = [
      ['201', '101'],
      ['202', '102'],
      ['203', '101'],
    ] as const;
    for (const [roomNo, item] of rooms) {
      store.open(roomNo, item, '1');
      start(store, roomNo);
      expect(order(store)).toEqual(roomNo === '203' ? ['2', '3', '1'] : ['1', '2', '3']);
      end(store, roomNo);
    }
  });

  it('places whoever takes over a running clock with that clock, and who leaves it without', () => {
    const store = new TestStore();
    setPolicy(store, presetOf('fewest-clocks-first'));
    store.onDuty('1', '2', '3');
    const serve = (roomNo: string, no: string) => {
      store.open(roomNo, '101', no);
      start(store, roomNo);
      end(store, roomNo);
    };
    serve('201', '3');
    serve('202', '3');
    serve('203', '1');
    store.open('204', '101', '2');
    start(store, '204');
    expect(order(store)).toEqual(['1', '2', '3']);
    const choice = { kind: 'requested' as const, technicianNo: '1' };
    store.act('clock.changeTechnician', { clockId: clockIn(store, '204').id, choice, reason });
    expect(order(store)).toEqual(['2', '3', '1']);
  });

  it('places two whose clocks one command cancels without either of them', () => {
    const store = new TestStore();
    setPolicy(store, effects({ 'cancelled-before-start': 'by-clocks', 'requested-started': 'keep' }));
    store.onDuty('3');
    store.open('201', '101', '3');
    start(store, '201');
    end(store, '201');
    store.onDuty('1', '2');
    for (const [technicianNo, position] of [
      ['1', 1],
      ['2', 2],
    ] as const)
      store.act('rotation.move', { queueId: 'foot', technicianNo, position, reason });
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders: [{ serviceCode: '104' }] });
    store.act('clock.cancel', { clockId: clockIn(store, '202').id, reason });
    expect(order(store)).toEqual(['1', '2', '3']);
  });

  it('knows when the own turn was passed during a requested clock', () => {
    const store = new TestStore();
    setPolicy(store, effects({ 'requested-ended-passed': 'tail' }));
    store.onDuty('1', '2', '3');
    store.open('201', '101', '1');
    start(store, '201');
    store.wait(1);
    store.open('202', '101');
    start(store, '202');
    end(store, '201');
    expect(order(store)).toEqual(['3', '2', '1']);
    store.open('203', '101', '1');
    start(store, '203');
    end(store, '203');
    expect(order(store)).toEqual(['3', '2', '1']);
  });

  it('puts who has had fewest clocks first', () => {
    const store = new TestStore();
    setPolicy(store, presetOf('fewest-clocks-first'));
    store.onDuty('1', '2', '3');
    store.open('201', '101', '2');
    start(store, '201');
    expect(order(store)).toEqual(['1', '3', '2']);
    store.onDuty('4');
    expect(order(store)).toEqual(['1', '3', '4', '2']);
  });

  it('begins a day in the order of yesterday, whoever comes first', () => {
    const store = new TestStore();
    setPolicy(store, { dayStart: 'yesterday-order' });
    store.onDuty('1', '2', '3');
    for (const technicianNo of ['2', '1', '3']) store.act('technician.goOffDuty', { technicianNo });
    store.wait(24 * 60);
    store.onDuty('3', '2', '4', '1');
    expect(order(store)).toEqual(['1', '2', '3', '4']);
  });

  it('does not count what is cheap, nor the items it names, towards cap or place', () => {
    const store = new TestStore();
    setPolicy(store, { noTurnItems: ['101'], dailyCap: 1 });
    store.onDuty('1', '2');
    store.open('201', '101');
    start(store, '201');
    expect(order(store)).toEqual(['1', '2']);
    end(store, '201');
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('1');
  });
});

describe('hold, stop and pause', () => {
  it('a held place is passed by the rotation until the time is up; the regular gets it', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    expect(codeOf(() => store.act('technician.hold', { technicianNo: '1', minutes: 31, reason }))).toBe(
      'HOLD_TOO_LONG',
    );
    store.act('technician.hold', { technicianNo: '1', minutes: 10, reason });
    store.open('201', '101');
    expect(clockIn(store, '201').technicianNo).toBe('2');
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBeNull();
    const duties = new DutyClock({
      scheduler: realScheduler,
      now: () => store.at,
      duties: storeDuties(store.db, (name, data) => void store.act(name, data, 'system')),
      onLook: () => undefined,
      onError: (error) => {
        throw error;
      },
    });
    duties.look();
    expect(clockIn(store, '202').technicianNo).toBeNull();
    store.wait(10);
    duties.look();
    expect(clockIn(store, '202').technicianNo).toBe('1');
  });

  it('a hold ends with the guest it was for', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('technician.hold', { technicianNo: '1', reason });
    store.open('201', '101', '1');
    expect(store.eventsOf('technician.holdEnded')).toMatchObject([{ technicianNo: '1', why: 'called' }]);
    expect(store.state.technicians.marks('1')).toBeNull();
  });

  it('who is stopped gets nothing and keeps the place', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('technician.stop', { technicianNo: '1', reason });
    expect(codeOf(() => store.open('201', '101', '1'))).toBe('TECHNICIAN_STOPPED');
    store.open('201', '101');
    expect(clockIn(store, '201').technicianNo).toBe('2');
    expect(order(store)).toEqual(['1', '2']);
    store.act('technician.letGoOn', { technicianNo: '1', reason });
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('1');
  });

  it('a pause begins with the end of the clock, before the next guest', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    start(store, '201');
    store.open('202', '101');
    store.act('technician.pauseAfter', { technicianNo: '1', isOn: true });
    end(store, '201');
    expect(clockIn(store, '202').technicianNo).toBeNull();
    expect(store.state.technicians.marks('1')).toMatchObject({ pauseAsked: false, pausedSince: store.at });
    store.act('technician.pauseAfter', { technicianNo: '1', isOn: false });
    expect(clockIn(store, '202').technicianNo).toBe('1');
  });
});

describe('policies outside the store', () => {
  it('are in the exported file, and imported give the same ones', () => {
    const store = new TestStore();
    setPolicy(store, { ...presetOf('fewest-clocks-first'), dailyCap: 7, noTurnItems: ['104'] });
    setPolicy(store, { requestedPerTurn: 4 }, '2026-12-01');
    const parsed = parseSite(
      exportSite(store.db, TerminalKeys.open(temporaryDirectory()), { withKeys: false, withCards: true }),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const again = new TestStore(parsed.site);
    expect(again.state.rotation.policies().map(({ fromDate, policy }) => ({ fromDate, policy }))).toEqual(
      store.state.rotation.policies().map(({ fromDate, policy }) => ({ fromDate, policy })),
    );
    expect(again.state.rotation.policies()).toHaveLength(2);
  });

  it('of a file are refused where they do not fit, by their path', () => {
    const store = new TestStore();
    const site = structuredClone(store.state.site.site);
    const [entry] = site.rotation;
    if (!entry) throw new Error('no rotation in the example');
    entry.versions = [{ from: '2026-12-01', gender: 'F', dayStart: 'check-in', effects: { 'off-duty': 'keep' } }];
    const parsed = parseSite(JSON.stringify(site));
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path).toSorted()).toEqual([
      'rotation[0].versions[0].effects.off-duty',
      'rotation[0].versions[0].gender',
    ]);
  });

  it('explain a place on paper', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('rotation.printWhy', { queueId: 'foot', technicianNo: '2' });
    const [job] = store.db.read.all<{ id: string; device: string; payload: string }>(
      `SELECT id, device, payload FROM jobs WHERE payload LIKE '%print-why%'`,
    );
    const payload = JSON.parse(job?.payload ?? '{}');
    const ticket = jobTicket(
      { id: job?.id, device: job?.device, payload, repeated: false, routedFrom: null, createdAt: store.at } as never,
      { state: store.state, segmentsOf: () => [], rowOfBill: () => null, languages: ['zh-CN', 'en'], at: store.at },
    );
    expect(ticket?.markup).toContain('排位说明');
    expect(ticket?.markup).toContain('No. 2 came on duty; place 2');
    expect(codeOf(() => store.act('rotation.printWhy', { queueId: 'foot', technicianNo: '9' }))).toBe('NOT_IN_QUEUE');
  });
});
