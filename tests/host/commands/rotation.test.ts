import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../core/clocks/clock.ts';
import { TestStore } from '../test-store.ts';

const reason = 'because';
const orderOf = (store: TestStore, queueId = 'foot') => store.state.queue(queueId).map((place) => place.technicianNo);

/** The one clock ordered in a room. */
function clockIn(store: TestStore, roomNo: string): Clock {
  const visit = store.state.openVisitIn(roomNo);
  const clock = visit && store.state.clocksOf(visit.id).find(({ parentId }) => parentId === null);
  if (!clock) throw new Error(`no clock in ${roomNo}`);
  return clock;
}

const start = (store: TestStore, roomNo: string) =>
  store.act('clock.start', { clockId: clockIn(store, roomNo).id, atRoomNo: roomNo });
const cancel = (store: TestStore, roomNo: string) =>
  store.act('clock.cancel', { clockId: clockIn(store, roomNo).id, reason });

describe('the place held before the call', () => {
  it('comes back after a cancellation before the start, though others came and moved meanwhile', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    start(store, '201');
    expect(orderOf(store)).toEqual(['2', '3', '1']);
    store.onDuty('4');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 1, reason });
    cancel(store, '201');
    expect(orderOf(store)).toEqual(['3', '1', '2', '4']);
  });

  it('is nobody else’s meanwhile, neither at the tail', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    // 2 holds the last place, is called and moved to the head; then 3 comes.
    store.open('201', '101', '2');
    store.act('rotation.move', { queueId: 'foot', technicianNo: '2', position: 1, reason });
    store.onDuty('3');
    cancel(store, '201');
    expect(orderOf(store)).toEqual(['1', '2', '3']);
    expect(new Set(store.state.queue('foot').map((place) => place.rank)).size).toBe(3);
  });

  it('nor at the head', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    start(store, '201');
    // 1 went from the head to the tail; 3 is put to the head, before everybody who ever stood there.
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 1, reason });
    cancel(store, '201');
    expect(orderOf(store)).toEqual(['3', '1', '2']);
    expect(new Set(store.state.queue('foot').map((place) => place.rank)).size).toBe(3);
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
    expect(orderOf(store).filter((no) => no === '1' || no === '2')).toEqual(['1', '2']);
    expect(orderOf(store)[0]).toBe('1');
    expect(orderOf(store)[3]).toBe('2');
    expect(new Set(store.state.queue('foot').map((place) => place.rank)).size).toBe(4);
  });
});
