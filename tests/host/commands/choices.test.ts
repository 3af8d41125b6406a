import { describe, expect, it } from 'vitest';
import type { NumberedChoice } from '../../../core/model/clocks/choice.ts';

import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, guestIn, queueOf, reason, refused, settle, start, visitIn } from './at-store.ts';
import { approval } from './manager.ts';

/** The example store, with somebody of the massage group (51) who also knows feet. */
function storeWith(...onDuty: string[]): TestStore {
  const site = exampleSite();
  const technicians = site.technicians.map((one) =>
    one.no === '51' ? { ...one, skills: [...one.skills, 'foot'] } : one,
  );
  const store = new TestStore({ ...site, technicians });
  store.onDuty(...onDuty);
  return store;
}

/** Opens a room for one guest who wants a foot bath by somebody chosen in this way. */
function open(store: TestStore, roomNo: string, kind: NumberedChoice['kind'], technicianNo: string) {
  const order = { serviceCode: '101', choices: [{ kind, technicianNo }] };
  return store.act('visit.open', { roomNo, guests: [{}], orders: [order] });
}

const paidBy = (store: TestStore) =>
  store
    .eventsOf('commission.earned')
    .at(-1)
    ?.parts.map(({ ruleKey }) => ruleKey);

describe('picked', () => {
  it('is anybody free of the queue, out of turn, paid and counted by its own settings', () => {
    const store = storeWith('1', '2', '3');
    open(store, '201', 'picked', '3');
    expect(clockIn(store, '201')).toMatchObject({
      type: 'picked',
      technicianNo: '3',
      state: 'called',
      queueId: 'foot',
    });
    start(store, '201');
    expect(queueOf(store)).toEqual(['1', '2', '3']);
    expect(clockIn(store, '201').countsAs).toBe('requested');
    store.wait(60);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    expect(paidBy(store)).toEqual(['group=foot type=picked', '+ group=foot']);
  });

  it('is nobody busy, resting, paused, held, stopped, away or of another group', () => {
    const store = storeWith('1', '2', '3', '4', '5', '51');
    store.open('201', '101', '1');
    store.act('technician.rest', { technicianNo: '2' });
    store.act('technician.pauseAfter', { technicianNo: '3', isOn: true });
    store.act('technician.hold', { technicianNo: '4', reason });
    store.act('technician.stop', { technicianNo: '5', reason });
    refused(store, 'TECHNICIAN_BUSY', () => open(store, '202', 'picked', '1'));
    refused(store, 'TECHNICIAN_RESTING', () => open(store, '202', 'picked', '2'));
    refused(store, 'TECHNICIAN_PAUSED', () => open(store, '202', 'picked', '3'));
    refused(store, 'TECHNICIAN_HELD', () => open(store, '202', 'picked', '4'));
    refused(store, 'TECHNICIAN_STOPPED', () => open(store, '202', 'picked', '5'));
    refused(store, 'TECHNICIAN_OFF_DUTY', () => open(store, '202', 'picked', '6'));
    refused(store, 'TECHNICIAN_OF_ANOTHER_GROUP', () => open(store, '202', 'picked', '51'));
  });
});

describe('called in', () => {
  it('brings somebody on duty for the clock', () => {
    const store = storeWith('1');
    const events = open(store, '201', 'call', '2');
    expect(events.map(({ type }) => type)).toContain('technician.cameOnDuty');
    expect(store.state.technicians.byNo('2')?.duty).toBe('on');
    expect(clockIn(store, '201')).toMatchObject({ type: 'call', technicianNo: '2', state: 'called' });
    start(store, '201');
    expect(queueOf(store)).toEqual(['1', '2']);
  });

  it('asks for the skill, not for the group', () => {
    const store = storeWith('1', '51', '52');
    open(store, '201', 'call', '51');
    expect(clockIn(store, '201')).toMatchObject({ type: 'call', technicianNo: '51', state: 'called', queueId: null });
    const before = queueOf(store, 'massage/M');
    start(store, '201');
    expect(queueOf(store, 'massage/M')).toEqual(before);
    refused(store, 'TECHNICIAN_NOT_SKILLED', () => open(store, '202', 'call', '52'));
  });

  it('is not for somebody on duty in the group, nor for somebody stopped, nor twice at once', () => {
    const store = storeWith('1');
    store.act('technician.stop', { technicianNo: '3', reason });
    refused(store, 'CALL_NOT_NEEDED', () => open(store, '201', 'call', '1'));
    refused(store, 'TECHNICIAN_STOPPED', () => open(store, '201', 'call', '3'));
    const order = { serviceCode: '101', choices: [{ kind: 'call' as const, technicianNo: '2' }] };
    const twice = { roomNo: '201', guests: [{}, {}], orders: [order, order] };
    refused(store, 'TECHNICIAN_TWICE', () => store.act('visit.open', twice));
  });

  it('takes a clock over as well', () => {
    const store = storeWith('1');
    store.open('201', '101');
    start(store, '201');
    const choice = { kind: 'call' as const, technicianNo: '2' };
    store.act('clock.changeTechnician', { clockId: clockIn(store, '201').id, choice, reason });
    expect(clockIn(store, '201')).toMatchObject({ type: 'call', technicianNo: '2', state: 'started' });
    expect(store.state.technicians.byNo('2')?.duty).toBe('on');
  });
});

describe('converted', () => {
  it('goes to whose turn it is only, rotates as the rotation and pays as requested', () => {
    const store = storeWith('1', '2');
    expect(refused(store, 'TECHNICIAN_NOT_NEXT', () => open(store, '201', 'converted', '2')).nextNo).toBe('1');
    open(store, '201', 'converted', '1');
    start(store, '201');
    expect(queueOf(store)).toEqual(['2', '1']);
    expect(clockIn(store, '201')).toMatchObject({ type: 'converted', countsAs: 'rotation' });
    store.wait(60);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    expect(paidBy(store)).toEqual(['group=foot type=requested', '+ group=foot']);
  });

  it.each([false, true])('is an act on a clock of the rotation (running: %s)', (running) => {
    const store = storeWith('1', '2');
    store.open('201', '101');
    if (running) start(store, '201');
    const { id: clockId } = clockIn(store, '201');
    // A running clock that is paid better is money.
    const allowed = running ? { authorisationId: approval(store, 'clock.convert', clockId) } : {};
    store.act('clock.convert', { clockId, reason, was: '1', ...allowed });
    if (!running) start(store, '201');
    expect(clockIn(store, '201')).toMatchObject({ type: 'converted', countsAs: 'rotation', technicianNo: '1' });
    expect(queueOf(store)).toEqual(['2', '1']);
    refused(store, 'CLOCK_NOT_OF_ROTATION', () => store.act('clock.convert', { clockId, reason }));
    store.wait(60);
    store.act('clock.end', { clockId });
    expect(paidBy(store)).toEqual(['group=foot type=requested', '+ group=foot']);
    refused(store, 'CLOCK_ENDED', () => store.act('clock.convert', { clockId, reason }));
  });

  it('is refused where somebody else was quicker, and before anybody was called', () => {
    const store = storeWith('1');
    store.open('201', '101');
    const { id: clockId } = clockIn(store, '201');
    refused(store, 'CHANGED_MEANWHILE', () => store.act('clock.convert', { clockId, reason, was: '2' }));
    store.open('202', '101');
    refused(store, 'CLOCK_NOT_CALLED', () => store.act('clock.convert', { clockId: clockIn(store, '202').id, reason }));
  });
});

describe('what the types do', () => {
  const changed = (types: Record<string, { countsAs?: string; paidAs?: string }>) => {
    const site = exampleSite();
    const store = new TestStore({ ...site, store: { ...site.store, clockTypes: types } } as never);
    store.onDuty('1', '2', '3');
    return store;
  };

  it('can be set in the site file, each by itself', () => {
    const store = changed({ picked: { paidAs: 'requested' }, requested: { countsAs: 'none' } });
    open(store, '201', 'picked', '2');
    open(store, '202', 'requested', '3');
    start(store, '201');
    start(store, '202');
    expect(clockIn(store, '201').countsAs).toBe('requested');
    expect(clockIn(store, '202').countsAs).toBe('none');
    store.wait(60);
    store.act('clock.end', { clockId: clockIn(store, '202').id });
    expect(paidBy(store)).toEqual(['group=foot type=requested', '+ group=foot']);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    // Its own rule comes first; the other type's is for where there is none.
    expect(paidBy(store)).toEqual(['group=foot type=picked', '+ group=foot']);
  });

  it('can be set in the middle of the day: what began stays as it was', () => {
    const store = changed({});
    store.open('201', '101');
    store.open('202', '101');
    start(store, '201');
    const types = store.state.clocks.types();
    store.act('rotation.setClockTypes', {
      types: { ...types, rotation: { countsAs: 'none', paidAs: 'requested' } },
    });
    start(store, '202');
    expect(clockIn(store, '201').countsAs).toBe('rotation');
    expect(clockIn(store, '202').countsAs).toBe('none');
    store.wait(60);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    expect(paidBy(store)).toEqual(['group=foot type=rotation', '+ group=foot']);
  });

  it('keeps clocks that count nowhere from the daily cap', () => {
    const site = exampleSite();
    const rotation = site.rotation.map((entry) => ({ ...entry, dailyCap: 1 }));
    const withCap = (countsAs: 'requested' | 'none') => {
      const clockTypes = { requested: { countsAs } };
      const store = new TestStore({ ...site, rotation, store: { ...site.store, clockTypes } });
      store.onDuty('1');
      store.open('201', '101', '1');
      start(store, '201');
      store.act('clock.end', { clockId: clockIn(store, '201').id, reason });
      store.open('202', '101');
      return clockIn(store, '202').technicianNo;
    };
    expect(withCap('requested')).toBeNull();
    expect(withCap('none')).toBe('1');
  });
});

it('bills what was chosen in any way', () => {
  const store = storeWith('1', '2');
  open(store, '201', 'picked', '2');
  start(store, '201');
  store.wait(60);
  store.act('clock.end', { clockId: clockIn(store, '201').id });
  expect(visitIn(store, '201')).toBeTruthy();
  expect(settle(store, '201', [guestIn(store, '201')], 13_800).totalMinor).toBe(13_800);
});
