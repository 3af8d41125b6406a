import { beforeEach, describe, expect, it } from 'vitest';
import { TestStore } from '../../test-store.ts';
import { bookAt, keepTime, refusal } from './at-desk.ts';

let store: TestStore;

beforeEach(() => {
  store = new TestStore();
  store.onDuty('2', '3', '4');
});

const calledTo = () => store.eventsOf('clock.called').map(({ technicianNo }) => technicianNo);

describe('booking', () => {
  it('refuses a room or a technician who is taken, and says by whom and when', () => {
    bookAt(store);
    expect(() => bookAt(store, 90, { items: [] })).toThrow(/ROOM_BOOKED.*"from":"13:00".*"guestName":"陈女士"/);
    expect(() => bookAt(store, 90, { roomNo: '202' })).toThrow(/TECHNICIAN_BOOKED.*"technicianNo":"2".*"from":"13:00"/);
    bookAt(store, 120, { guestName: '王先生' });
    expect(store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER)).toHaveLength(2);
  });

  it('knows its own settings, items and guests', () => {
    expect(refusal(() => bookAt(store, -1))).toBe('RESERVATION_IN_PAST');
    expect(refusal(() => bookAt(store, 367 * 1440))).toBe('RESERVATION_TOO_FAR');
    expect(refusal(() => bookAt(store, 60, { roomNo: '999' }))).toBe('ROOM_UNKNOWN');
    expect(refusal(() => bookAt(store, 60, { guestCount: 40 }))).toBe('ROOM_TOO_SMALL');
    expect(refusal(() => bookAt(store, 60, { phone: 'call me' }))).toBe('INPUT_INVALID');
    expect(
      refusal(() => bookAt(store, 60, { guestCount: 1, items: [{ serviceCode: '101' }, { serviceCode: '101' }] })),
    ).toBe('RESERVATION_TOO_MANY_ITEMS');
  });

  it('is moved only by somebody who saw it as it is, and not onto another', () => {
    const id = bookAt(store);
    bookAt(store, 240, { guestName: '王先生' });
    const moved = (inMinutes: number, was: number) =>
      store.act('reservation.change', {
        reservationId: id,
        roomNo: '201',
        startsAt: store.at + inMinutes * 60_000,
        guestCount: 1,
        guestName: '陈女士',
        was,
      });
    moved(90, 0);
    expect(refusal(() => moved(100, 0))).toBe('CHANGED_MEANWHILE');
    expect(refusal(() => moved(230, 1))).toBe('ROOM_BOOKED');
    expect(store.state.reservations.byId(id)).toMatchObject({ guestCount: 1, items: [], revision: 1 });
  });
});

describe('the time before', () => {
  it('keeps room and technician, and passes the technician over without moving anybody', () => {
    bookAt(store, 60);
    store.wait(30);
    keepTime(store);
    expect(refusal(() => store.open('201', '101'))).toBe('ROOM_RESERVED');
    expect(store.state.reservations.locks()).toEqual([]);
    store.wait(15);
    keepTime(store);
    expect(store.state.reservations.locks()).toMatchObject([{ technicianNo: '2', roomNo: '201', visitId: null }]);
    const before = store.state.rotation.queue('foot');
    store.open('202', '101');
    expect(calledTo()).toEqual(['3']);
    expect(store.state.rotation.queue('foot').map(({ technicianNo }) => technicianNo)).toEqual(
      before.map(({ technicianNo }) => technicianNo),
    );
    expect(refusal(() => store.open('203', '101', '2'))).toBe('TECHNICIAN_RESERVED');
    expect(refusal(() => store.act('technician.goOffDuty', { technicianNo: '2' }))).toBe('TECHNICIAN_RESERVED');
  });

  it('begins with whatever the store does then, also without its clock', () => {
    bookAt(store, 10, { roomNo: null });
    store.open('202', '101');
    expect(calledTo()).toEqual(['3']);
  });

  it('lets a clock through that is surely over by then', () => {
    const site = structuredClone(store.state.site.site);
    site.store.reservations = { lockMinutes: 120 };
    store.act('site.import', { site, demo: true });
    bookAt(store, 110);
    expect(store.state.reservations.locks()).toHaveLength(1);
    store.open('202', '101', '2');
    expect(calledTo()).toEqual(['2']);
  });

  it('gives a room away for a reason, which is journalled', () => {
    const id = bookAt(store, 20);
    const open = { roomNo: '201', guests: [{}], orders: [], despiteReservation: 'guest is late, agreed by phone' };
    store.act('visit.open', open);
    expect(store.eventsOf('visit.opened')[0]?.despite).toEqual({
      reservationId: id,
      reason: 'guest is late, agreed by phone',
    });
    store.open('202', null);
    const [first] = store.eventsOf('visit.opened').filter(({ roomNo }) => roomNo === '202');
    expect(first?.despite).toBeUndefined();
  });
});

describe('arrival', () => {
  it('opens the room with what was booked, by those who were asked for', () => {
    const id = bookAt(store, 10);
    store.act('reservation.arrive', { reservationId: id });
    const visit = store.state.visits.openIn('201');
    expect(store.state.visits.guestsOf(visit?.id ?? '')).toHaveLength(2);
    expect(store.eventsOf('clock.called')).toMatchObject([{ technicianNo: '2', type: 'requested', roomNo: '201' }]);
    expect(store.state.reservations.byId(id)).toMatchObject({ state: 'arrived', visitId: visit?.id });
    expect(store.state.reservations.locks()).toEqual([]);
    expect(refusal(() => store.act('reservation.arrive', { reservationId: id }))).toBe('RESERVATION_ARRIVED');
  });

  it('goes to another room, with fewer guests, or with what they want now', () => {
    const id = bookAt(store, 10);
    store.act('reservation.arrive', {
      reservationId: id,
      roomNo: '202',
      guests: [{}],
      orders: [{ serviceCode: '101', choices: [] }],
    });
    expect(store.eventsOf('reservation.arrived')[0]).toMatchObject({ roomNo: '202', bookedRoomNo: '201' });
    expect(store.eventsOf('clock.called')).toMatchObject([{ type: 'rotation', roomNo: '202' }]);
  });

  it('keeps the technician for the booked guests until the call, before an older request', () => {
    store.open('202', '101', '2');
    store.open('203', '101', '2');
    const id = bookAt(store, 10);
    keepTime(store);
    store.act('reservation.arrive', { reservationId: id });
    const [first] = store.eventsOf('clock.called');
    store.act('clock.cancel', { clockId: first?.clockId ?? '', reason: 'guest left' });
    expect(store.eventsOf('clock.called').at(-1)).toMatchObject({ technicianNo: '2', roomNo: '201' });
  });

  it('says that a room is missing where none was booked', () => {
    const id = bookAt(store, 10, { roomNo: null });
    expect(refusal(() => store.act('reservation.arrive', { reservationId: id }))).toBe('ROOM_NOT_CHOSEN');
    store.act('reservation.arrive', { reservationId: id, roomNo: '205' });
    expect(store.state.visits.openIn('205')).not.toBeNull();
  });
});

describe('those who do not come', () => {
  it('are marked after the time, and their technician is called again', () => {
    const id = bookAt(store, 10);
    keepTime(store);
    store.wait(29);
    keepTime(store);
    expect(store.state.reservations.byId(id)?.state).toBe('booked');
    store.wait(1);
    keepTime(store);
    expect(store.state.reservations.byId(id)?.state).toBe('no-show');
    expect(store.state.reservations.locks()).toEqual([]);
    store.open('201', '101');
    expect(calledTo()).toEqual(['2']);
    expect(refusal(() => store.act('reservation.cancel', { reservationId: id, reason: 'x' }))).toBe(
      'RESERVATION_NO_SHOW',
    );
  });

  it('cancel with a reason, which frees everything', () => {
    const id = bookAt(store, 10);
    store.act('reservation.cancel', { reservationId: id, reason: '客人来电' });
    expect(store.state.reservations.byId(id)).toMatchObject({ state: 'cancelled', endReason: '客人来电' });
    store.open('201', '101');
    expect(calledTo()).toEqual(['2']);
  });
});

describe('a reserved clock', () => {
  it('moves as the policy says of reserved clocks, wherever its guests go; another technician’s does not', () => {
    const site = structuredClone(store.state.site.site);
    for (const entry of site.rotation) entry.effects = { 'reserved-started': 'tail' };
    store.act('site.import', { site, demo: true });
    const id = bookAt(store, 10);
    store.act('reservation.arrive', { reservationId: id });
    const visit = store.state.visits.openIn('201');
    store.act('visit.changeRoom', { visitId: visit?.id ?? '', toRoomNo: '202' });
    const [call] = store.eventsOf('clock.called');
    store.act('clock.start', { clockId: call?.clockId ?? '', atRoomNo: '202' });
    const moved = store.eventsOf('rotation.moved').at(-1);
    expect(moved).toMatchObject({ technicianNo: '2', effect: 'tail', because: { event: 'reserved-started' } });
    expect(store.state.clocks.byId(call?.clockId ?? '')?.reservationId).toBe(id);
    store.act('clock.changeTechnician', {
      clockId: call?.clockId ?? '',
      choice: { kind: 'requested', technicianNo: '3' },
      reason: 'x',
    });
    expect(store.state.clocks.byId(call?.clockId ?? '')?.reservationId).toBeNull();
  });
});
