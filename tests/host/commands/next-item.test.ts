import { describe, expect, it } from 'vitest';
import type { TechnicianChoice } from '../../../core/model/clocks/choice.ts';

import { TestStore } from '../test-store.ts';
import { clockIn, clocksIn, guestIn, guestsIn, queueOf, reason, refused, settle, start, visitIn } from './at-store.ts';

const same = { kind: 'same' as const };

/** Room 201 with one guest whose foot bath is called or runs. */
function storeWith(...onDuty: string[]): TestStore {
  const store = new TestStore();
  store.onDuty(...onDuty);
  store.open('201', '101');
  return store;
}

function orderAfter(store: TestStore, serviceCode: string, choice?: TechnicianChoice) {
  const [first] = clocksIn(store, '201');
  return store.act('clock.order', {
    guestId: guestIn(store, '201'),
    serviceCode,
    choices: choice ? [choice] : [],
    after: first?.id ?? '',
  });
}

const endFirst = (store: TestStore) => store.act('clock.end', { clockId: clocksIn(store, '201')[0]?.id ?? '', reason });

describe('an item that comes after another', () => {
  it('is called when the first has ended, not before', () => {
    const store = storeWith('1', '51');
    start(store, '201');
    orderAfter(store, '201', { kind: 'requested', technicianNo: '51' });
    expect(clockIn(store, '201')).toMatchObject({ state: 'ordered', technicianNo: null });
    store.wait(60);
    endFirst(store);
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '51', serviceCode: '201' });
  });

  it('by the same technician goes on without a new place, as the same type', () => {
    const store = storeWith('1', '2', '3');
    start(store, '201');
    expect(queueOf(store)).toEqual(['2', '3', '1']);
    orderAfter(store, '105', same);
    store.wait(60);
    store.act('rotation.move', { queueId: 'foot', technicianNo: '1', position: 2, reason });
    endFirst(store);
    expect(clockIn(store, '201')).toMatchObject({
      state: 'called',
      technicianNo: '1',
      type: 'rotation',
      queueId: null,
    });
    start(store, '201');
    expect(queueOf(store)).toEqual(['2', '1', '3']);
    store.wait(40);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    expect(queueOf(store)).toEqual(['2', '1', '3']);
    expect(settle(store, '201', guestsIn(store, '201'), 20_600).lines).toHaveLength(2);
  });

  it('comes before a pause that was asked for, and keeps a technician who was changed for one who knows it', () => {
    const store = storeWith('1', '2');
    start(store, '201');
    orderAfter(store, '105', same);
    store.act('technician.pauseAfter', { technicianNo: '1', isOn: true });
    store.wait(60);
    endFirst(store);
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '1' });
    start(store, '201');
    store.wait(40);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    expect(store.state.technicians.marks('1')?.pausedSince).not.toBeNull();
  });

  it('goes to the rotation where the technician was changed for one who does not do it', () => {
    const store = storeWith('1', '2');
    start(store, '201');
    orderAfter(store, '105', same);
    const choice = { kind: 'requested' as const, technicianNo: '2' };
    store.act('clock.changeTechnician', { clockId: clocksIn(store, '201')[0]?.id ?? '', choice, reason });
    store.wait(60);
    endFirst(store);
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '1', type: 'rotation' });
  });

  it('keeps who was asked for from the rotation once the first was reminded of', () => {
    const store = storeWith('1', '2');
    start(store, '201');
    orderAfter(store, '101', { kind: 'requested', technicianNo: '2' });
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('2');
    start(store, '202');
    store.act('clock.end', { clockId: clockIn(store, '202').id, reason });
    store.wait(56);
    store.act('clock.remindDue', {});
    store.open('203', '101');
    expect(clockIn(store, '203').technicianNo).toBeNull();
    refused(store, 'TECHNICIAN_AWAITED', () => store.act('technician.rest', { technicianNo: '2' }));
    store.wait(4);
    endFirst(store);
    expect(clockIn(store, '201').technicianNo).toBe('2');
    expect(clockIn(store, '203').technicianNo).toBe('1');
  });

  it('waits for all technicians of the first, and each goes on with the next', () => {
    const store = new TestStore();
    store.onDuty('51', '53', '52');
    store.open('301', '206');
    start(store, '301');
    const [first, second] = clocksIn(store, '301');
    store.act('clock.order', {
      guestId: guestIn(store, '301'),
      serviceCode: '206',
      choices: [same, same],
      after: second?.id ?? '',
    });
    store.wait(60);
    store.act('clock.end', { clockId: first?.id ?? '' });
    expect(clockIn(store, '301').state).toBe('ordered');
    store.act('clock.end', { clockId: second?.id ?? '' });
    const next = clocksIn(store, '301').slice(2);
    expect(next.map(({ technicianNo }) => technicianNo)).toEqual([first?.technicianNo, second?.technicianNo]);
  });

  it('is not for whoever was taken off the first before its end', () => {
    const store = new TestStore();
    store.onDuty('51', '52', '53');
    store.open('301', '206');
    start(store, '301');
    const [first, second] = clocksIn(store, '301');
    const next = { guestId: guestIn(store, '301'), serviceCode: '206', choices: [same, same] };
    store.act('clock.order', { ...next, after: first?.id ?? '' });
    store.act('clock.cancel', { clockId: second?.id ?? '', reason });
    store.act('rotation.move', { queueId: 'massage/M', technicianNo: '53', position: 1, reason });
    store.wait(60);
    store.act('clock.end', { clockId: first?.id ?? '' });
    const called = clocksIn(store, '301').filter(({ state }) => state === 'called');
    expect(called.map(({ technicianNo }) => technicianNo)).toEqual([first?.technicianNo, '53']);
  });

  it('is cancelled with the first, also what comes after that, and alone', () => {
    const store = storeWith('1');
    orderAfter(store, '105', same);
    const second = clockIn(store, '201');
    store.act('clock.order', { guestId: guestIn(store, '201'), serviceCode: '101', after: second.id });
    store.act('clock.cancel', { clockId: clockIn(store, '201').id, reason });
    expect(clocksIn(store, '201').map(({ state }) => state)).toEqual(['called', 'ordered', 'cancelled']);
    store.act('clock.cancel', { clockId: clocksIn(store, '201')[0]?.id ?? '', reason });
    expect(clocksIn(store, '201').map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('goes along into another room', () => {
    const store = storeWith('1');
    start(store, '201');
    orderAfter(store, '105', same);
    store.act('visit.changeRoom', { visitId: visitIn(store, '201'), toRoomNo: '305' });
    expect(clocksIn(store, '305').map(({ state }) => state)).toEqual(['started', 'ordered']);
    store.wait(60);
    store.act('clock.end', { clockId: clocksIn(store, '305')[0]?.id ?? '' });
    expect(clockIn(store, '305')).toMatchObject({ state: 'called', technicianNo: '1', roomNo: '305' });
  });

  it('keeps the guest from paying before it ended', () => {
    const store = storeWith('1');
    start(store, '201');
    store.wait(60);
    orderAfter(store, '105', same);
    endFirst(store);
    refused(store, 'CLOCKS_STILL_OPEN', () => settle(store, '201', guestsIn(store, '201'), 20_600));
  });

  it('is refused after what is over, after another guest, and for whom nobody can know yet', () => {
    const store = storeWith('1', '2');
    store.open('202', '101');
    const other = { guestId: guestIn(store, '202'), serviceCode: '105', after: clockIn(store, '201').id };
    refused(store, 'AFTER_ANOTHER_GUEST', () => store.act('clock.order', other));
    refused(store, 'CONVERTED_LATER', () => orderAfter(store, '101', { kind: 'converted', technicianNo: '1' }));
    refused(store, 'TECHNICIAN_NOT_SKILLED', () => orderAfter(store, '201', same));
    const alone = { guestId: guestIn(store, '201'), serviceCode: '101', choices: [same] };
    refused(store, 'SAME_NEEDS_FIRST', () => store.act('clock.order', alone));
    start(store, '201');
    endFirst(store);
    refused(store, 'CLOCK_ENDED', () => orderAfter(store, '105', same));
  });
});
