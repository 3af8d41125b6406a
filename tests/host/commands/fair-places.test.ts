import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../core/model/rotation/policy.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, clocksIn, guestIn, queueOf, reason, refused, start } from './at-store.ts';
import { approval } from './manager.ts';

/** The ranks of the foot queue, each of which must be given once. */
function expectOwnPlaces(store: TestStore): void {
  const ranks = store.state.rotation.queue('foot').map(({ rank }) => rank);
  expect(new Set(ranks).size).toBe(ranks.length);
}

describe('several people moved by one command', () => {
  it('come behind each other when two are called in for one item', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    const call = (technicianNo: string) => ({ kind: 'call' as const, technicianNo });
    store.act('visit.open', {
      roomNo: '202',
      guests: [{}, {}],
      orders: [{ serviceCode: '104', choices: [call('5'), call('6')] }],
    });
    expect(queueOf(store)).toEqual(['1', '2', '5', '6']);
    expectOwnPlaces(store);
  });

  it('come behind each other when guests of one room have one called in each', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    const orders = ['5', '6'].map((technicianNo) => ({
      serviceCode: '101',
      choices: [{ kind: 'call' as const, technicianNo }],
    }));
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders });
    expect(queueOf(store)).toEqual(['1', '2', '5', '6']);
    expectOwnPlaces(store);
  });

  it('go to the tail one behind the other when the item of both is extended', () => {
    const store = new TestStore();
    const effects = { ...defaultPolicy.effects, 'rotation-started': 'keep' as const, extended: 'tail' as const };
    const policy = { ...defaultPolicy, noTurnItems: [], effects };
    const set = { group: 'foot', gender: null, fromDate: store.businessDate, preset: null, policy };
    store.act('rotation.setPolicy', set, 'M01');
    store.onDuty('1', '2', '3');
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders: [{ serviceCode: '104' }] });
    start(store, '202');
    store.act('clock.extend', { clockId: clockIn(store, '202').id });
    expect(queueOf(store)).toEqual(['3', '1', '2']);
    expectOwnPlaces(store);
  });
});

describe('nobody gets more than the shop gives', () => {
  it('only the first coming of the first day goes before everybody', () => {
    const { site } = new TestStore().state.site;
    const hired = site.technicians.map((one) => (one.no === '9' ? { ...one, hiredOn: '2026-11-21' } : one));
    const store = new TestStore({ ...site, technicians: hired });
    store.onDuty('1', '2', '9');
    expect(queueOf(store)).toEqual(['9', '1', '2']);
    store.act('technician.goOffDuty', { technicianNo: '9' });
    store.onDuty('9');
    expect(queueOf(store)).toEqual(['1', '2', '9']);
  });

  it('a hold is not made longer by asking again', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('technician.hold', { technicianNo: '1', reason });
    store.wait(29);
    refused(store, 'ALREADY_HELD', () => store.act('technician.hold', { technicianNo: '1', reason }));
    store.act('technician.endHold', { technicianNo: '1' });
    store.act('technician.hold', { technicianNo: '1', reason });
  });

  it('what one of two technicians has served to its end is not cancelled with the other', () => {
    const store = new TestStore();
    store.onDuty('51', '53');
    store.act('visit.open', { roomNo: '301', guests: [{}], orders: [{ serviceCode: '206' }] });
    start(store, '301');
    store.wait(61);
    const [priced, other] = clocksIn(store, '301');
    store.act('clock.end', { clockId: other?.id ?? '' });
    const cancel = () => store.act('clock.cancel', { clockId: priced?.id ?? '', reason });
    refused(store, 'CANCEL_PARTLY_SERVED', cancel);
    store.act('clock.end', { clockId: priced?.id ?? '' });
    expect(store.state.visits.guest(guestIn(store, '301'))?.billId).toBeNull();
    expect(clocksIn(store, '301').map(({ state }) => state)).toEqual(['ended', 'ended']);
  });

  it('who is called in for a clock somebody leaves holds a place like everybody called in', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('202', '101');
    const choice = { kind: 'call' as const, technicianNo: '5' };
    store.act('clock.changeTechnician', { clockId: clockIn(store, '202').id, choice, reason });
    expect(clockIn(store, '202')).toMatchObject({ technicianNo: '5', queueId: 'foot', heldRank: 2 });
  });

  it('who is late to the room is replaced with an approval, and not by changing the technician', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('202', '101');
    store.wait(4);
    store.act('clock.noticeLate', {});
    const { id: clockId } = clockIn(store, '202');
    const change = () => store.act('clock.changeTechnician', { clockId, choice: { kind: 'rotation' }, reason });
    refused(store, 'CLOCK_IS_LATE', change);
    const authorisationId = approval(store, 'clock.replaceLate', clockId);
    store.act('clock.replaceLate', { clockId, reason, authorisationId });
    expect(queueOf(store)).toEqual(['2', '1']);
    start(store, '202');
    store.wait(10);
    store.act('technician.comeOnDuty', { technicianNo: '3' });
    change();
  });

  it('nobody pauses while a guest waits for the number', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('202', '101', '1');
    start(store, '202');
    store.open('203', '101', '1');
    const pause = () => store.act('technician.pauseAfter', { technicianNo: '1', isOn: true });
    refused(store, 'TECHNICIAN_AWAITED', pause);
    store.act('clock.rechoose', { clockId: clockIn(store, '203').id, choice: { kind: 'rotation' } });
    pause();
  });
});
