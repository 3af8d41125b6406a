import { describe, expect, it } from 'vitest';
import { whyHere } from '../../../host/parts/rotation/why-here.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, end, queueOf, reason, refused, start } from './at-store.ts';

const cancel = (store: TestStore, roomNo: string) =>
  store.act('clock.cancel', { clockId: clockIn(store, roomNo).id, reason });

describe('the place held before the call', () => {
  it('comes back after a cancellation before the start, though others came and moved meanwhile', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    start(store, '201');
    expect(queueOf(store)).toEqual(['2', '3', '1']);
    store.onDuty('4');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 1, reason });
    cancel(store, '201');
    expect(queueOf(store)).toEqual(['3', '1', '2', '4']);
  });

  it('is nobody else’s meanwhile, neither at the tail', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    // 2 holds the last place, is called and moved to the head; then 3 comes.
    store.open('201', '101', '2');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '2', position: 1, reason });
    store.onDuty('3');
    cancel(store, '201');
    expect(queueOf(store)).toEqual(['1', '2', '3']);
    expect(new Set(store.state.rotation.queue('foot').map((place) => place.rank)).size).toBe(3);
  });

  it('nor at the head', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    start(store, '201');
    // 1 went from the head to the tail; 3 is put to the head, before everybody who ever stood there.
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 1, reason });
    cancel(store, '201');
    expect(queueOf(store)).toEqual(['3', '1', '2']);
    expect(new Set(store.state.rotation.queue('foot').map((place) => place.rank)).size).toBe(3);
  });

  it('nor in between', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3', '4');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '4', position: 2, reason });
    store.open('201', '101', '4');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '4', position: 4, reason });
    // 3 goes where 4 stood between 1 and 2.
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 2, reason });
    cancel(store, '201');
    expect(queueOf(store).filter((no) => no === '1' || no === '2')).toEqual(['1', '2']);
    expect(queueOf(store)[0]).toBe('1');
    expect(queueOf(store)[3]).toBe('2');
    expect(new Set(store.state.rotation.queue('foot').map((place) => place.rank)).size).toBe(4);
  });
});

describe('coming, resting and going', () => {
  it('comes to the tail, goes out of the queue, and does each once', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    const technicianNo = '1';
    refused(store, 'TECHNICIAN_ON_DUTY', () => store.act('technician.comeOnDuty', { technicianNo }));
    refused(store, 'TECHNICIAN_NOT_RESTING', () => store.act('technician.comeBack', { technicianNo }));
    refused(store, 'TECHNICIAN_UNKNOWN', () => store.act('technician.comeOnDuty', { technicianNo: '999' }));
    store.act('technician.rest', { technicianNo });
    refused(store, 'TECHNICIAN_RESTING', () => store.act('technician.rest', { technicianNo }));
    store.act('technician.goOffDuty', { technicianNo });
    expect(queueOf(store)).toEqual(['2']);
    refused(store, 'TECHNICIAN_OFF_DUTY', () => store.act('technician.goOffDuty', { technicianNo }));
    refused(store, 'TECHNICIAN_OFF_DUTY', () => store.act('technician.rest', { technicianNo }));
    store.onDuty('1');
    expect(queueOf(store)).toEqual(['2', '1']);
    store.open('201', '101');
    expect(
      refused(store, 'TECHNICIAN_BUSY', () => store.act('technician.goOffDuty', { technicianNo: '2' })).roomNo,
    ).toBe('201');
  });

  it.each([
    ['in time', 30, false, ['1', '2']],
    ['late', 31, true, ['2', '1']],
  ] as const)('back from a rest %s', (_when, minutes, late, queue) => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('technician.rest', { technicianNo: '1' });
    store.wait(minutes);
    store.act('technician.comeBack', { technicianNo: '1' });
    expect(queueOf(store)).toEqual(queue);
    expect(store.eventsOf('technician.cameBack')).toMatchObject([{ late }]);
  });

  it('stands at the head on the first day, in every queue of the own groups', () => {
    const site = exampleSite();
    const technicians = site.technicians.map((one) =>
      ['88', '3'].includes(one.no) ? { ...one, hiredOn: one.no === '88' ? '2026-11-21' : one.hiredOn } : one,
    );
    const store = new TestStore({ ...site, technicians });
    store.onDuty('1', '2', '81', '88', '3');
    expect([queueOf(store), queueOf(store, 'spa')]).toEqual([
      ['88', '1', '2', '3'],
      ['88', '81'],
    ]);
  });
});

describe('whose turn it is', () => {
  it('passes by who has had the day’s turns; the next day they count anew', () => {
    const site = exampleSite();
    const rotation = site.rotation.map((entry) => ({ ...entry, dailyCap: 1 }));
    const store = new TestStore({ ...site, rotation });
    store.onDuty('1', '2');
    store.open('201', '101', '1');
    start(store, '201');
    store.wait(60);
    end(store, '201');
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('2');
    store.open('203', '101');
    expect(clockIn(store, '203').state).toBe('ordered');
    // Asked for by number, the cap does not matter.
    store.open('204', '101', '1');
    expect(clockIn(store, '204').technicianNo).toBe('1');
    store.act('clock.cancel', { clockId: clockIn(store, '204').id, reason });
    store.wait(24 * 60);
    store.act('clock.remindDue', {});
    expect(clockIn(store, '203').technicianNo).toBe('1');
  });

  it('keeps one queue for each gender where the group does, and takes who has waited longer', () => {
    const store = new TestStore();
    store.onDuty('51');
    store.wait(1);
    store.onDuty('52');
    store.wait(1);
    store.onDuty('53');
    expect([queueOf(store, 'massage/M'), queueOf(store, 'massage/F')]).toEqual([['51', '53'], ['52']]);
    const order = (roomNo: string, gender?: 'F' | 'M') => {
      const choice = { kind: 'rotation' as const, ...(gender === undefined ? {} : { gender }) };
      store.act('visit.open', { roomNo, guests: [{}], orders: [{ serviceCode: '201', choices: [choice] }] });
      return clockIn(store, roomNo).technicianNo;
    };
    expect(order('301', 'F')).toBe('52');
    expect(order('302')).toBe('51');
    expect(order('303', 'F')).toBeNull();
    expect(order('304')).toBe('53');
  });

  it('asks only who has the skill, and leaves the place of a small item', () => {
    const store = new TestStore();
    store.onDuty('2', '1', '8');
    store.open('201', '105');
    expect(clockIn(store, '201').technicianNo).toBe('1');
    start(store, '201');
    expect(queueOf(store)).toEqual(['2', '1', '8']);
  });

  it('follows the store’s own table', () => {
    const site = exampleSite();
    const effects = { 'requested-started': 'tail' as const, 'cancelled-before-start': 'head' as const };
    const rotation = site.rotation.map((entry) => ({ ...entry, effects }));
    const store = new TestStore({ ...site, rotation });
    store.onDuty('1', '2', '3');
    store.open('201', '101', '2');
    start(store, '201');
    expect(queueOf(store)).toEqual(['1', '3', '2']);
    store.open('202', '101', '3');
    store.act('clock.cancel', { clockId: clockIn(store, '202').id, reason });
    expect(queueOf(store)).toEqual(['3', '1', '2']);
  });
});

describe('moving by hand', () => {
  it('puts somebody at a place with a reason, past the end at the tail', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3', '4');
    const move = (technicianNo: string, position: number, queueId = 'foot') =>
      store.act('rotation.move', { queueId, technicianNo, position, reason });
    move('4', 2);
    expect(queueOf(store)).toEqual(['1', '4', '2', '3']);
    move('1', 99);
    expect(queueOf(store)).toEqual(['4', '2', '3', '1']);
    expect(move('4', 1)).toEqual([]);
    refused(store, 'QUEUE_UNKNOWN', () => move('1', 1, 'kitchen'));
    refused(store, 'NOT_IN_QUEUE', () => move('9', 1));
    refused(store, 'INPUT_INVALID', () => move('1', 0));
  });
});

describe('why somebody stands where', () => {
  it('is said in one sentence a step, and the steps lead to the place', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    start(store, '201');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 1, reason: 'a regular waits' });
    for (const technicianNo of queueOf(store)) {
      const steps = whyHere(store.state, 'foot', technicianNo, store.at);
      expect(steps.at(-1)?.toPosition).toBe(queueOf(store).indexOf(technicianNo) + 1);
      for (const [index, one] of steps.entries()) {
        if (index > 0) expect(one.fromPosition).toBe(steps[index - 1]?.toPosition);
        expect(one.sentence.en).not.toMatch(/undefined|null/);
      }
    }
    const [joined, passed, moved] = whyHere(store.state, 'foot', '2', store.at);
    expect(joined?.sentence.en).toBe('No. 2 came on duty; place 2');
    expect(passed?.sentence['zh-CN']).toBe('1 号上了轮钟，排位 2 → 1');
    expect(moved?.sentence.en).toBe('No. 3 was moved by a manager: a regular waits; place 1 → 2');
    expect(whyHere(store.state, 'foot', '9', store.at)).toEqual([]);
  });
});
