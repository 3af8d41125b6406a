import { describe, expect, it } from 'vitest';
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

const opened = (roomNo = '201', guests = 1) => {
  const store = new TestStore();
  store.open(roomNo, null, undefined, guests);
  return store;
};

describe('opening a room', () => {
  it('takes guests with bands, beds and orders, and numbers the visit within the day', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('visit.open', {
      roomNo: '202',
      guests: [{ wristbandNo: '1' }, { wristbandNo: '2' }],
      orders: [{ serviceCode: '101' }, null],
    });
    const visit = store.state.visits.byId(visitIn(store, '202'));
    expect(visit?.no).toBe('1121-0001');
    expect(store.state.visits.guestsOf(visit?.id ?? '')).toMatchObject([
      { ordinal: 1, bed: 1, wristbandNo: '1' },
      { ordinal: 2, bed: 2, wristbandNo: '2' },
    ]);
    expect(clocksIn(store, '202').map((clock) => clock.guestId)).toEqual([guestIn(store, '202')]);
  });

  it('makes one party of visits that came together', () => {
    const store = opened();
    const data = { roomNo: '202', guests: [{}], partyOf: visitIn(store, '201') };
    store.act('visit.open', data);
    expect(store.state.visits.openIn('202')?.partyId).toBe(store.state.visits.openIn('201')?.partyId);
  });

  it('refuses rooms, bands, numbers and times that do not fit', () => {
    const store = opened();
    store.onDuty('1');
    const open = (roomNo: string, guests: { wristbandNo?: string }[] = [{}], more = {}) =>
      store.act('visit.open', { roomNo, guests, ...more });
    refused(store, 'ROOM_UNKNOWN', () => open('999'));
    refused(store, 'ROOM_OCCUPIED', () => open('201'));
    refused(store, 'ROOM_TOO_SMALL', () => open('301', [{}, {}]));
    refused(store, 'WRISTBAND_UNKNOWN', () => open('202', [{ wristbandNo: '9999' }]));
    refused(store, 'WRISTBAND_IN_USE', () => open('202', [{ wristbandNo: '1' }, { wristbandNo: '1' }]));
    refused(store, 'VISIT_UNKNOWN', () => open('202', [{}], { partyOf: nowhere }));
    refused(store, 'SERVICE_UNKNOWN', () => open('202', [{}], { orders: [{ serviceCode: '999' }] }));
    refused(store, 'SERVICE_NEEDS_GUESTS', () => open('202', [{}], { orders: [{ serviceCode: '104' }] }));
    const overlapping = [{ serviceCode: '104' }, { serviceCode: '101' }];
    refused(store, 'SERVICE_NEEDS_GUESTS', () => open('202', [{}, {}], { orders: overlapping }));
    refused(store, 'INPUT_INVALID', () => open('202', []));
    refused(store, 'INPUT_INVALID', () => open('202', [{}], { orders: 'x' }));
    store.act('room.putOutOfOrder', { roomNo: '203', reason: 'leak' });
    expect(refused(store, 'ROOM_OUT_OF_ORDER', () => open('203')).reason).toBe('leak');
  });
});

describe('two stations at one room at the same time', () => {
  it('open it once: the other is told, and nothing of the first is overwritten', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    const data = { roomNo: '201', guests: [{}], orders: [{ serviceCode: '101' }] };
    store.act('visit.open', data, 'R01', 'desk');
    const visitId = visitIn(store, '201');
    refused(store, 'ROOM_OCCUPIED', () => store.act('visit.open', { ...data, guests: [{}, {}] }, 'R02', 'desk 2'));
    expect(visitIn(store, '201')).toBe(visitId);
    expect(clocksIn(store, '201').length).toBe(1);
  });

  it('change a band, a technician or the end once', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    const guestId = guestIn(store, '201');
    store.act('visit.setWristband', { guestId, wristbandNo: '5', was: null });
    refused(store, 'CHANGED_MEANWHILE', () =>
      store.act('visit.setWristband', { guestId, wristbandNo: '6', was: null }, 'R02', 'desk 2'),
    );
    expect(store.state.visits.guest(guestId)?.wristbandNo).toBe('5');
    const clockId = clockIn(store, '201').id;
    const change = { clockId, choice: { kind: 'rotation' as const }, reason, was: '1' };
    store.act('clock.changeTechnician', change);
    refused(store, 'CHANGED_MEANWHILE', () => store.act('clock.changeTechnician', change, 'R02', 'desk 2'));
    start(store, '201');
    const wasDueAt = clockIn(store, '201').dueAt ?? 0;
    store.act('clock.extend', { clockId, wasDueAt });
    refused(store, 'CHANGED_MEANWHILE', () => store.act('clock.extend', { clockId, wasDueAt }, 'R02', 'desk 2'));
    expect(store.state.clocks.extensionsOf(clockId).length).toBe(1);
  });

  it('pay it once: the second sees that the visit is closed', () => {
    const store = opened();
    const guests = guestsIn(store, '201');
    store.act('goods.order', { guestId: guests[0] ?? '', lines: [{ goodsCode: 'D01', quantity: 1 }] });
    const visitId = visitIn(store, '201');
    settle(store, '201', guests, 2_800);
    const again = { visitId, guestIds: guests, payments: [], expectedTotalMinor: 2_800 };
    refused(store, 'VISIT_CLOSED', () => store.act('bill.settle', again, 'C02', 'desk 2'));
  });
});

describe('guests', () => {
  it('are added to a free bed, get and give back bands, and leave', () => {
    const store = opened();
    const visitId = visitIn(store, '201');
    store.act('visit.addGuest', { visitId, wristbandNo: '4' });
    refused(store, 'ROOM_TOO_SMALL', () => store.act('visit.addGuest', { visitId }));
    const [first = '', second = ''] = guestsIn(store, '201');
    refused(store, 'WRISTBAND_IN_USE', () => store.act('visit.setWristband', { guestId: first, wristbandNo: '4' }));
    store.act('visit.setWristband', { guestId: second, wristbandNo: null });
    store.act('visit.setWristband', { guestId: first, wristbandNo: '4' });
    expect(store.state.visits.guestWithWristband('4')?.id).toBe(first);
    store.act('visit.removeGuest', { guestId: second, reason });
    refused(store, 'GUEST_GONE', () => store.act('visit.removeGuest', { guestId: second, reason }));
    refused(store, 'GUEST_UNKNOWN', () => store.act('visit.removeGuest', { guestId: nowhere, reason }));
    // The last one closes the visit; nothing was used, the room stays clean.
    store.act('visit.removeGuest', { guestId: first, reason });
    expect(store.state.visits.openIn('201')).toBeNull();
    expect(store.state.rooms.byNo('201')?.dirtySince).toBeNull();
    refused(store, 'VISIT_CLOSED', () => store.act('visit.addGuest', { visitId }));
  });

  it('who had nothing goes after the others have paid: the visit is closed as paid', () => {
    const store = opened('202', 2);
    const [first = '', second = ''] = guestsIn(store, '202');
    store.act('goods.order', { guestId: first, lines: [{ goodsCode: 'D01', quantity: 1 }] });
    const { state } = store;
    const owed = state.goods
      .ofVisit(visitIn(store, '202'))
      .reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
    settle(store, '202', [first], owed);
    store.act('visit.removeGuest', { guestId: second, reason });
    expect(store.eventsOf('visit.closed')).toMatchObject([{ reason: 'paid' }]);
  });

  it('keep numbers of their own when others have gone to another room', () => {
    const store = opened('202', 3);
    const [first = '', second = ''] = guestsIn(store, '202');
    const visitId = visitIn(store, '202');
    store.act('visit.changeRoom', { visitId, toRoomNo: '201', guestIds: [first] });
    store.act('visit.addGuest', { visitId });
    const ordinals = () => store.state.visits.guestsOf(visitId).map((guest) => guest.ordinal);
    expect(ordinals()).toEqual([2, 3, 4]);
    store.act('visit.changeRoom', { visitId, toRoomNo: '201', guestIds: [second] });
    store.act('visit.changeRoom', { visitId: visitIn(store, '201'), toRoomNo: '202', guestIds: [second] });
    expect(ordinals()).toEqual([3, 4, 5]);
  });

  it('do not leave with something owed, and a room with consumption is not closed', () => {
    const store = opened();
    const guestId = guestIn(store, '201');
    store.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity: 1 }] });
    refused(store, 'GUEST_HAS_CONSUMPTION', () => store.act('visit.removeGuest', { guestId, reason }));
    refused(store, 'VISIT_HAS_CONSUMPTION', () => store.act('visit.close', { visitId: visitIn(store, '201') }));
    refused(store, 'VISIT_UNKNOWN', () => store.act('visit.close', { visitId: nowhere }));
    const lineId = store.state.goods.ofVisit(visitIn(store, '201'))[0]?.id ?? '';
    store.act('goods.cancel', { lineId, reason });
    const visitId = visitIn(store, '201');
    store.act('visit.close', { visitId });
    refused(store, 'VISIT_CLOSED', () => store.act('visit.close', { visitId }));
  });
});

describe('changing the room', () => {
  it('takes a running clock along, at its full length, and soils the room left behind', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    start(store, '201');
    const before = clockIn(store, '201');
    store.wait(10);
    store.act('visit.changeRoom', { visitId: visitIn(store, '201'), toRoomNo: '203' });
    expect(clockIn(store, '203')).toMatchObject({
      id: before.id,
      state: 'started',
      dueAt: before.dueAt,
      roomNo: '203',
    });
    expect(store.state.clocks.busyOf('1')?.roomNo).toBe('203');
    expect(store.state.rooms.byNo('201')?.dirtySince).not.toBeNull();
    refused(store, 'ROOM_DIRTY', () => store.open('201', null));
    store.wait(60);
    end(store, '203');
    expect(settle(store, '203', guestsIn(store, '203'), 13_800).roomNo).toBe('203');
  });

  it('calls who was called to the old room to the new one', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    store.act('visit.changeRoom', { visitId: visitIn(store, '201'), toRoomNo: '203' });
    expect(store.eventsOf('clock.calledAgain')).toMatchObject([{ technicianNo: '1', roomNo: '203', callCount: 2 }]);
    const clockId = clockIn(store, '203').id;
    refused(store, 'CLOCK_CALLED_ELSEWHERE', () => store.act('clock.start', { clockId, atRoomNo: '201' }));
    start(store, '203');
    expect(store.state.rooms.byNo('201')?.dirtySince).toBeNull();
  });

  it('moves one guest into an opened room and leaves the other', () => {
    const store = opened('202', 2);
    store.open('203', null);
    const [first = '', second = ''] = guestsIn(store, '202');
    store.act('visit.changeRoom', { visitId: visitIn(store, '202'), toRoomNo: '203', guestIds: [second] });
    expect([guestsIn(store, '202'), guestsIn(store, '203').length]).toEqual([[first], 2]);
  });

  it('refuses the same room, full, unknown and unusable ones, strangers, and nobody', () => {
    const store = opened('202', 3);
    store.open('201', null, undefined, 2);
    const visitId = visitIn(store, '202');
    const move = (toRoomNo: string, guestIds?: string[]) =>
      store.act('visit.changeRoom', { visitId, toRoomNo, ...(guestIds ? { guestIds } : {}) });
    refused(store, 'ROOM_IS_THE_SAME', () => move('202'));
    refused(store, 'ROOM_UNKNOWN', () => move('999'));
    refused(store, 'ROOM_TOO_SMALL', () => move('204'));
    refused(store, 'ROOM_TOO_SMALL', () => move('201', [guestIn(store, '202')]));
    refused(store, 'GUEST_UNKNOWN', () => move('203', [guestIn(store, '201')]));
    // Nobody moving would open a room with nobody in it.
    refused(store, 'INPUT_INVALID', () => move('203', []));
    store.act('room.putOutOfOrder', { roomNo: '203', reason });
    refused(store, 'ROOM_OUT_OF_ORDER', () => move('203'));
  });
});

describe('rooms', () => {
  it('are dirty after use, cleaned once, put out of order and in again', () => {
    const store = opened();
    const roomNo = '201';
    refused(store, 'ROOM_NOT_DIRTY', () => store.act('room.clean', { roomNo }));
    refused(store, 'ROOM_OCCUPIED', () => store.act('room.putOutOfOrder', { roomNo, reason }));
    store.act('goods.order', { guestId: guestIn(store, roomNo), lines: [{ goodsCode: 'D01', quantity: 1 }] });
    settle(store, roomNo, guestsIn(store, roomNo), 2_800);
    store.act('room.clean', { roomNo });
    refused(store, 'ROOM_NOT_DIRTY', () => store.act('room.clean', { roomNo }));
    refused(store, 'ROOM_IN_ORDER', () => store.act('room.putInOrder', { roomNo }));
    store.act('room.putOutOfOrder', { roomNo, reason });
    refused(store, 'ROOM_OUT_OF_ORDER', () => store.act('room.putOutOfOrder', { roomNo, reason }));
    store.act('room.putInOrder', { roomNo });
    refused(store, 'ROOM_UNKNOWN', () => store.act('room.clean', { roomNo: '999' }));
    store.open(roomNo, null);
  });

  it('call for service once until somebody answers', () => {
    const store = opened();
    refused(store, 'ROOM_EMPTY', () => store.act('service.call', { roomNo: '202' }));
    refused(store, 'ROOM_UNKNOWN', () => store.act('service.call', { roomNo: '999' }));
    store.act('service.call', { roomNo: '201' }, '1', 'floor-2/1');
    refused(store, 'SERVICE_CALL_OPEN', () => store.act('service.call', { roomNo: '201' }));
    const callId = store.state.serviceCalls.openIn('201')?.id ?? '';
    store.act('service.answer', { callId });
    refused(store, 'SERVICE_CALL_UNKNOWN', () => store.act('service.answer', { callId }));
    refused(store, 'SERVICE_CALL_UNKNOWN', () => store.act('service.answer', { callId: nowhere }));
  });
});
