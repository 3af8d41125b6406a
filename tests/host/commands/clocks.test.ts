import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../db/parts/clocks/queries.ts';

import { TestStore } from '../test-store.ts';
import {
  clockIn,
  clocksIn,
  end,
  guestIn,
  guestsIn,
  nowhere,
  reason,
  refused,
  settle,
  start,
  visitIn,
} from './at-store.ts';
import { approval } from './manager.ts';

const rotation = { kind: 'rotation' as const };
const requested = (technicianNo: string) => ({ kind: 'requested' as const, technicianNo });
const onDuty = (...technicians: string[]) => {
  const store = new TestStore();
  store.onDuty(...technicians);
  return store;
};
const order = (store: TestStore, roomNo: string, serviceCode: string, ...choices: ReturnType<typeof requested>[]) =>
  store.act('clock.order', { guestId: guestIn(store, roomNo), serviceCode, choices });

describe('ordering', () => {
  it('calls the next of the queue at once, and a requested number out of turn', () => {
    const store = onDuty('1', '2', '3');
    store.open('201', '101');
    expect(clockIn(store, '201')).toMatchObject({
      technicianNo: '1',
      type: 'rotation',
      state: 'called',
      queueId: 'foot',
    });
    store.open('202', '101', '3');
    expect(clockIn(store, '202')).toMatchObject({ technicianNo: '3', type: 'requested', state: 'called' });
  });

  it('refuses what cannot be served', () => {
    const store = onDuty('1', '51');
    store.open('202', null, undefined, 2);
    refused(store, 'SERVICE_UNKNOWN', () => order(store, '202', '999'));
    refused(store, 'TECHNICIAN_UNKNOWN', () => order(store, '202', '101', requested('999')));
    refused(store, 'TECHNICIAN_NOT_SKILLED', () => order(store, '202', '101', requested('51')));
    refused(store, 'TECHNICIAN_OFF_DUTY', () => order(store, '202', '101', requested('2')));
    refused(store, 'TOO_MANY_TECHNICIANS', () => order(store, '202', '101', requested('1'), requested('1')));
    refused(store, 'NOBODY_ON_DUTY', () => order(store, '202', '301'));
    refused(store, 'SERVICE_NEEDS_GUESTS', () => order(store, '202', '104'));
    store.onDuty('53');
    refused(store, 'TECHNICIAN_TWICE', () => order(store, '202', '206', requested('51'), requested('51')));
    const women = {
      guestId: guestIn(store, '202'),
      serviceCode: '201',
      choices: [{ ...rotation, gender: 'F' as const }],
    };
    refused(store, 'NOBODY_ON_DUTY', () => store.act('clock.order', women));
    refused(store, 'GUEST_UNKNOWN', () => store.act('clock.order', { guestId: nowhere, serviceCode: '101' }));
    store.open('203', null);
    const stranger = { guestId: guestIn(store, '202'), serviceCode: '104', otherGuestIds: [guestIn(store, '203')] };
    refused(store, 'GUEST_UNKNOWN', () => store.act('clock.order', stranger));
  });

  it('refuses an item outside its hours', () => {
    const store = onDuty('1');
    const { site } = store.state.site;
    const availability = { days: ['sat' as const], from: '18:00', to: '02:00' };
    const services = site.services.map((service) => (service.code === '101' ? { ...service, availability } : service));
    store.act('site.import', { site: { ...site, services }, demo: true });
    expect(refused(store, 'SERVICE_NOT_NOW', () => store.open('201', '101'))).toMatchObject({ from: '18:00' });
    store.wait(6 * 60);
    store.open('201', '101');
  });

  it('gives an item for two guests two technicians, the price once', () => {
    const store = onDuty('1', '2', '3');
    store.open('202', null, undefined, 2);
    const [first = '', second = ''] = guestsIn(store, '202');
    const data = { guestId: first, otherGuestIds: [second], serviceCode: '104', choices: [requested('3')] };
    store.act('clock.order', data);
    const [one, two] = clocksIn(store, '202');
    expect(one).toMatchObject({ guestId: first, technicianNo: '3', priceMinor: 32_800, pairOf: null });
    expect(two).toMatchObject({ guestId: second, technicianNo: '1', priceMinor: 0, pairOf: one?.id });
  });
});

describe('waiting for somebody', () => {
  it('who is first to be free gets the oldest order', () => {
    const store = onDuty('1', '2');
    for (const roomNo of ['201', '202']) store.open(roomNo, '101');
    start(store, '201');
    start(store, '202');
    store.wait(1);
    store.open('203', '101');
    store.wait(1);
    store.open('204', '101');
    expect([clockIn(store, '203').state, clockIn(store, '204').state]).toEqual(['ordered', 'ordered']);
    store.wait(60);
    end(store, '202');
    expect(clockIn(store, '203')).toMatchObject({ state: 'called', technicianNo: '2' });
    end(store, '201');
    expect(clockIn(store, '204')).toMatchObject({ state: 'called', technicianNo: '1' });
  });

  it('comes on duty, comes back from a rest or is given up by another: called at once', () => {
    const store = onDuty('1', '2');
    store.act('technician.rest', { technicianNo: '2' });
    store.open('201', '101');
    store.open('202', '101');
    expect(clockIn(store, '202').state).toBe('ordered');
    store.act('technician.comeBack', { technicianNo: '2' });
    expect(clockIn(store, '202').technicianNo).toBe('2');
    store.open('203', '101');
    store.act('technician.comeOnDuty', { technicianNo: '3' });
    expect(clockIn(store, '203').technicianNo).toBe('3');
    store.open('204', '101');
    store.act('clock.cancel', { clockId: clockIn(store, '203').id, reason });
    expect(clockIn(store, '204').technicianNo).toBe('3');
  });

  it('a requested technician who is busy or resting is kept for the guest and not called by the rotation', () => {
    const store = onDuty('1', '2');
    store.open('201', '101');
    start(store, '201');
    store.open('202', '101', '1');
    expect(clockIn(store, '202').state).toBe('ordered');
    store.open('203', '101');
    store.open('204', '101');
    expect(clockIn(store, '203').technicianNo).toBe('2');
    store.wait(60);
    end(store, '201');
    expect(clockIn(store, '202')).toMatchObject({ state: 'called', technicianNo: '1', type: 'requested' });
    expect(clockIn(store, '204').state).toBe('ordered');
    refused(store, 'TECHNICIAN_BUSY', () => store.act('technician.rest', { technicianNo: '2' }));
  });

  it('a requested technician goes to that guest even when an older order of the rotation waits', () => {
    const store = onDuty('1');
    store.open('201', '101');
    start(store, '201');
    store.open('202', '101');
    store.wait(1);
    store.open('203', '101', '1');
    store.wait(60);
    end(store, '201');
    expect([clockIn(store, '202').state, clockIn(store, '203').technicianNo]).toEqual(['ordered', '1']);
  });

  it('somebody a guest waits for cannot rest again or go home', () => {
    const store = onDuty('1');
    store.act('technician.rest', { technicianNo: '1' });
    store.open('201', '101', '1');
    const gone = () => store.act('technician.goOffDuty', { technicianNo: '1' });
    expect(refused(store, 'TECHNICIAN_AWAITED', gone).roomNo).toBe('201');
    store.act('technician.comeBack', { technicianNo: '1' });
    expect(clockIn(store, '201').state).toBe('called');
  });
});

describe('starting', () => {
  it('begins at the second of the swipe, once', () => {
    const store = onDuty('1');
    store.open('201', '101');
    const clockId = clockIn(store, '201').id;
    store.at += 1_234;
    store.act('clock.start', { clockId, atRoomNo: '201' }, '1', 'floor-2/1');
    expect(clockIn(store, '201')).toMatchObject({ startedAt: store.at, dueAt: store.at + 3_600_000, state: 'started' });
    // The same card again within two seconds: another command, nothing done.
    store.at += 1_500;
    refused(store, 'CLOCK_ALREADY_STARTED', () =>
      store.act('clock.start', { clockId, atRoomNo: '201' }, '1', 'floor-2/1'),
    );
    refused(store, 'CLOCK_ALREADY_STARTED', () => store.act('clock.callAgain', { clockId }));
  });

  it('goes only in its own room, or by hand with a reason', () => {
    const store = onDuty('1');
    store.open('201', '101');
    const clockId = clockIn(store, '201').id;
    const start202 = () => store.act('clock.start', { clockId, atRoomNo: '202' }, '1', 'floor-2/2');
    expect(refused(store, 'CLOCK_CALLED_ELSEWHERE', start202).roomNo).toBe('201');
    refused(store, 'REASON_NEEDED', () => store.act('clock.start', { clockId }));
    refused(store, 'CLOCK_UNKNOWN', () => store.act('clock.start', { clockId: nowhere, atRoomNo: '201' }));
    store.act('clock.start', { clockId, reason: 'terminal broken' });
    expect(store.eventsOf('clock.started')).toMatchObject([{ by: 'desk', reason: 'terminal broken' }]);
  });

  it('is refused for a clock not called, cancelled or ended, whoever was quicker', () => {
    const store = onDuty('1');
    store.open('202', '101', undefined, 2);
    const [called, waiting] = clocksIn(store, '202');
    const begin = (clockId = '') => store.act('clock.start', { clockId, atRoomNo: '202' });
    refused(store, 'CLOCK_NOT_CALLED', () => begin(waiting?.id));
    store.act('clock.cancel', { clockId: called?.id ?? '', reason });
    refused(store, 'CLOCK_CANCELLED', () => begin(called?.id));
    begin(waiting?.id);
    end(store, '202');
    refused(store, 'CLOCK_ENDED', () => begin(waiting?.id));
    refused(store, 'CLOCK_ENDED', () => store.act('clock.cancel', { clockId: waiting?.id ?? '', reason }));
  });

  it('two technicians at the same time in one room start their own clocks', () => {
    const store = onDuty('1', '2');
    store.open('202', '101', undefined, 2);
    start(store, '202');
    expect(clocksIn(store, '202').map((clock) => [clock.technicianNo, clock.startedAt])).toEqual([
      ['1', store.at],
      ['2', store.at],
    ]);
  });
});

describe('calling again', () => {
  it('counts the calls of a clock that waits for its technician', () => {
    const store = onDuty('1');
    store.open('202', '101', undefined, 2);
    const [called, waiting] = clocksIn(store, '202');
    store.act('clock.callAgain', { clockId: called?.id ?? '' });
    expect(clocksIn(store, '202')[0]?.callCount).toBe(2);
    refused(store, 'CLOCK_NOT_CALLED', () => store.act('clock.callAgain', { clockId: waiting?.id ?? '' }));
  });
});

describe('ending', () => {
  it('takes a reason before the item’s earliest end, and keeps how early', () => {
    const store = onDuty('1');
    store.open('201', '101');
    const clockId = clockIn(store, '201').id;
    refused(store, 'CLOCK_NOT_STARTED', () => store.act('clock.end', { clockId }));
    start(store, '201');
    store.wait(54);
    expect(refused(store, 'EARLY_END_NEEDS_REASON', () => store.act('clock.end', { clockId })).earlyMinutes).toBe(1);
    store.act('clock.end', { clockId, reason: 'guest left' });
    expect(store.eventsOf('clock.ended')).toMatchObject([{ earlyMinutes: 1, reason: 'guest left' }]);
    refused(store, 'CLOCK_ENDED', () => store.act('clock.end', { clockId }));
  });

  it('needs none within the reminder’s minutes, nor after the item’s own minimum', () => {
    const store = onDuty('1');
    const { site } = store.state.site;
    store.open('201', '101');
    start(store, '201');
    store.wait(55);
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    const services = site.services.map((one) => (one.code === '101' ? { ...one, minimumMinutes: 40 } : one));
    store.act('site.import', { site: { ...site, services }, demo: true });
    store.open('202', '101');
    start(store, '202');
    store.wait(39);
    const clockId = clockIn(store, '202').id;
    refused(store, 'EARLY_END_NEEDS_REASON', () => store.act('clock.end', { clockId }));
    store.wait(1);
    store.act('clock.end', { clockId });
  });
});

describe('extending', () => {
  it('adds the item’s unit to the end, reminds again, and ends with its clock', () => {
    const store = onDuty('1');
    store.open('201', '101');
    const { id: clockId } = clockIn(store, '201');
    refused(store, 'CLOCK_NOT_STARTED', () => store.act('clock.extend', { clockId }));
    start(store, '201');
    store.wait(55);
    store.act('clock.remindDue', {});
    expect(store.act('clock.remindDue', {})).toEqual([]);
    store.act('clock.extend', { clockId, units: 2 });
    expect(clockIn(store, '201')).toMatchObject({ remindedAt: null, dueAt: store.at + 65 * 60_000 });
    const [extension] = store.state.clocks.extensionsOf(clockId);
    expect(extension).toMatchObject({ type: 'extension', minutes: 60, priceMinor: 13_800, technicianNo: '1' });
    const own = { clockId: extension?.id ?? '' };
    refused(store, 'CLOCK_IS_EXTENSION', () => store.act('clock.end', own));
    refused(store, 'CLOCK_IS_EXTENSION', () => store.act('clock.cancel', { ...own, reason }));
    store.wait(65);
    end(store, '201');
    expect(store.state.clocks.byId(own.clockId)?.state).toBe('ended');
    refused(store, 'CLOCK_ENDED', () => store.act('clock.extend', { clockId }));
    expect(settle(store, '201', guestsIn(store, '201'), 27_600).lines.length).toBe(2);
  });

  it('does not remind again of an end that has passed all the same', () => {
    const store = onDuty('1');
    store.open('201', '101');
    start(store, '201');
    store.wait(100);
    const { id: clockId } = clockIn(store, '201');
    store.act('clock.extend', { clockId });
    expect(clockIn(store, '201').dueAt).toBe(store.at - 10 * 60_000);
    expect(store.act('clock.remindDue', {})).toEqual([]);
    store.act('clock.extend', { clockId });
    store.wait(16);
    expect(store.act('clock.remindDue', {})).toMatchObject([{ type: 'clock.reminded' }]);
  });

  it('of a pair goes for both, the price once, whichever of them asks', () => {
    const store = onDuty('51', '53');
    store.open('302', '206');
    start(store, '302');
    const [priced, other] = clocksIn(store, '302');
    store.act('clock.extend', { clockId: other?.id ?? '' });
    const extensions = [priced, other].map((clock) => store.state.clocks.extensionsOf(clock?.id ?? '')[0]);
    expect(extensions.map((extension) => extension?.priceMinor)).toEqual([19_400, 0]);
    expect(clocksIn(store, '302').map((clock) => clock.dueAt)).toEqual([
      store.at + 90 * 60_000,
      store.at + 90 * 60_000,
    ]);
  });
});

describe('cancelling', () => {
  it.each([
    ['before the start', 0, false, ['1', '2', '3']],
    ['within the grace', 10, true, ['1', '2', '3']],
    ['after the grace', 11, true, ['2', '3', '1']],
  ] as const)('%s, the place is as the policy says', (_when, minutes, isStarted, queue) => {
    const store = onDuty('1', '2', '3');
    store.open('201', '101');
    if (isStarted) start(store, '201');
    store.wait(minutes);
    const { id: clockId } = clockIn(store, '201');
    const authorisationId = minutes > 10 ? approval(store, 'clock.cancel', clockId, 13_800) : undefined;
    store.act('clock.cancel', { clockId, reason, authorisationId });
    expect(store.state.rotation.queue('foot').map((place) => place.technicianNo)).toEqual(queue);
    expect(store.state.clocks.busyOf('1')).toBeNull();
    store.act('visit.close', { visitId: visitIn(store, '201') });
  });

  it('of the priced clock takes its pair and the extensions along; of the other, only itself', () => {
    const store = onDuty('51', '53', '55');
    store.open('302', '206');
    start(store, '302');
    const [priced, other] = clocksIn(store, '302');
    store.act('clock.extend', { clockId: priced?.id ?? '' });
    store.act('clock.cancel', { clockId: other?.id ?? '', reason });
    expect(clocksIn(store, '302').map((clock) => clock.state)).toEqual(['started', 'cancelled']);
    store.act('clock.cancel', { clockId: priced?.id ?? '', reason });
    expect(store.state.clocks.ofVisit(visitIn(store, '302')).every((clock) => clock.state === 'cancelled')).toBe(true);
    refused(store, 'CLOCK_CANCELLED', () => store.act('clock.cancel', { clockId: priced?.id ?? '', reason }));
    refused(store, 'INPUT_INVALID', () => store.act('clock.cancel', { clockId: nowhere, reason: '' }));
  });

  it('of the priced clock ends the other also when its guest sits in another room by now', () => {
    const store = onDuty('1', '2');
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders: [{ serviceCode: '104' }] });
    const [priced, other] = clocksIn(store, '202');
    const visitId = visitIn(store, '202');
    store.act('visit.changeRoom', { visitId, toRoomNo: '203', guestIds: [guestIn(store, '202', 2)] });
    store.act('clock.cancel', { clockId: priced?.id ?? '', reason });
    expect(store.state.clocks.byId(other?.id ?? '')?.state).toBe('cancelled');
  });
});

describe('changing the technician', () => {
  const change = (store: TestStore, clockId: string, choice: typeof rotation | ReturnType<typeof requested>) =>
    store.act('clock.changeTechnician', { clockId, choice, reason });

  it('is refused for a number that is paused', () => {
    const store = onDuty('1', '2');
    store.act('technician.pauseAfter', { technicianNo: '2', isOn: true });
    store.open('201', '101');
    const { id } = clockIn(store, '201');
    refused(store, 'TECHNICIAN_PAUSED', () => change(store, id, requested('2')));
    start(store, '201');
    refused(store, 'TECHNICIAN_PAUSED', () => change(store, id, requested('2')));
  });

  it('before the start calls another; the first regains the place', () => {
    const store = onDuty('1', '2', '3');
    store.open('201', '101');
    change(store, clockIn(store, '201').id, rotation);
    expect(clockIn(store, '201')).toMatchObject({ technicianNo: '2', state: 'called', type: 'rotation' });
    expect(store.state.rotation.queue('foot').map((place) => place.technicianNo)).toEqual(['1', '2', '3']);
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('1');
  });

  it('while it runs splits the time, and the end stays', () => {
    const store = onDuty('1', '2');
    store.open('201', '101');
    start(store, '201');
    const { id, dueAt } = clockIn(store, '201');
    const from = store.at;
    store.wait(20);
    change(store, id, requested('2'));
    const changedAt = store.at;
    store.wait(40);
    end(store, '201');
    expect(segmentsOf(store.db.read, visitIn(store, '201'))).toEqual([
      { clockId: id, technicianNo: '1', fromAt: from, toAt: changedAt },
      { clockId: id, technicianNo: '2', fromAt: changedAt, toAt: store.at },
    ]);
    expect(clockIn(store, '201')).toMatchObject({ dueAt, type: 'requested', technicianNo: '2' });
  });

  it('refuses who cannot take over now', () => {
    const store = onDuty('1', '2', '3');
    store.open('202', '101', undefined, 2);
    const [clock, other] = clocksIn(store, '202');
    const clockId = clock?.id ?? '';
    expect(refused(store, 'TECHNICIAN_BUSY', () => change(store, clockId, requested('1'))).roomNo).toBe('202');
    refused(store, 'TECHNICIAN_BUSY', () => change(store, clockId, requested('2')));
    refused(store, 'TECHNICIAN_OFF_DUTY', () => change(store, clockId, requested('4')));
    refused(store, 'TECHNICIAN_NOT_SKILLED', () => change(store, clockId, requested('51')));
    store.act('technician.rest', { technicianNo: '3' });
    refused(store, 'TECHNICIAN_RESTING', () => change(store, clockId, requested('3')));
    refused(store, 'NOBODY_FREE', () => change(store, clockId, rotation));
    store.act('clock.cancel', { clockId: other?.id ?? '', reason });
    refused(store, 'CLOCK_CANCELLED', () => change(store, other?.id ?? '', rotation));
    refused(store, 'CLOCK_UNKNOWN', () => change(store, nowhere, rotation));
    store.open('203', '101');
    store.open('204', '101');
    refused(store, 'CLOCK_NOT_CALLED', () => change(store, clockIn(store, '204').id, rotation));
  });
});

describe('an item that takes two technicians', () => {
  const called = (store: TestStore, roomNo: string) => clocksIn(store, roomNo).map((clock) => clock.technicianNo);
  const pairOf = (store: TestStore) => {
    const able = store.state.site.site.technicians.filter(
      ({ groups, skills }) => groups.includes('massage') && skills.includes('massage'),
    );
    return able.slice(0, 2).map(({ no }) => no);
  };

  it('is called when both can come, so that they begin together; nobody younger takes the first away', () => {
    const store = new TestStore();
    const [first = '', second = ''] = pairOf(store);
    store.onDuty(first);
    store.open('302', '206');
    store.open('303', '201');
    expect([called(store, '302'), called(store, '303')]).toEqual([[null, null], [null]]);
    store.onDuty(second);
    expect(called(store, '302').sort()).toEqual([first, second].sort());
    expect(called(store, '303')).toEqual([null]);
  });

  it('keeps the one asked for from younger guests who ask for the same', () => {
    const store = new TestStore();
    const [first = '', second = ''] = pairOf(store);
    store.onDuty(first);
    store.open('302', '206', first);
    store.open('303', '201', first);
    expect([called(store, '302'), called(store, '303')]).toEqual([[null, null], [null]]);
    store.onDuty(second);
    expect([called(store, '302'), called(store, '303')]).toEqual([[first, second], [null]]);
  });

  it('does not keep anybody waiting with it for somebody asked for by number', () => {
    const store = new TestStore();
    const [first = '', second = ''] = pairOf(store);
    store.onDuty(first, second);
    store.open('301', '201', second);
    store.open('302', '206', second);
    store.open('303', '201');
    expect([called(store, '302'), called(store, '303')]).toEqual([[null, null], [first]]);
  });
});
