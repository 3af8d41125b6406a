import { beforeEach, describe, expect, it } from 'vitest';
import { noShowsOf } from '../../../../db/parts/reservations/queries.ts';
import { TestStore } from '../../test-store.ts';
import { bookAt, keepTime, refusal } from './at-desk.ts';

let store: TestStore;

beforeEach(() => {
  store = new TestStore();
  store.onDuty('2', '3', '4');
});

/** A no-show with 2 asked for, half an hour after its time. */
function missed(more: Parameters<typeof bookAt>[2] = {}): string {
  const id = bookAt(store, 10, more);
  store.wait(40);
  keepTime(store);
  return id;
}

const comeLate = (reservationId: string, more: object = {}) =>
  store.act('reservation.arriveLate', { reservationId, ...more });

describe('guests of a no-show who come after all', () => {
  it('get an ordinary visit with what they booked, by who was asked for, and stay a no-show', () => {
    const id = missed();
    comeLate(id);
    const visit = store.state.visits.openIn('201');
    expect(store.state.visits.guestsOf(visit?.id ?? '')).toHaveLength(2);
    expect(store.eventsOf('visit.opened')[0]?.reservationId).toBeUndefined();
    expect(store.eventsOf('clock.called')).toMatchObject([
      { technicianNo: '2', type: 'requested', serviceCode: '101' },
    ]);
    expect(store.eventsOf('clock.ordered')[0]?.reservationId).toBeUndefined();
    expect(store.eventsOf('reservation.cameLate')).toMatchObject([{ roomNo: '201', byRotation: [] }]);
    expect(store.state.reservations.byId(id)).toMatchObject({
      ...{ state: 'no-show', visitId: null, lateVisitId: visit?.id, cameLateAt: store.at },
    });
    expect(noShowsOf(store.db.read, '13812345678')).toBe(1);
  });

  it('get the rotation where who was asked for is busy, gone home or kept for others, and the desk is told', () => {
    store.open('202', '101', '2');
    comeLate(missed());
    expect(store.eventsOf('clock.called').at(-1)).toMatchObject({ technicianNo: '3', type: 'rotation' });
    expect(store.eventsOf('reservation.cameLate')).toMatchObject([{ byRotation: ['2'] }]);

    const other = missed({ roomNo: '203', items: [{ serviceCode: '101', technicianNos: ['4'] }] });
    store.act('technician.goOffDuty', { technicianNo: '4' });
    store.onDuty('5');
    comeLate(other);
    expect(store.eventsOf('clock.called').at(-1)).toMatchObject({ technicianNo: '5' });

    const third = missed({ roomNo: '204', items: [{ serviceCode: '101', technicianNos: ['6'] }] });
    store.onDuty('6', '7');
    bookAt(store, 12, { roomNo: '205', items: [{ serviceCode: '101', technicianNos: ['6'] }], guestName: '王先生' });
    comeLate(third);
    expect(store.eventsOf('clock.called').at(-1)).toMatchObject({ technicianNo: '7' });
  });

  it('come to another room, or with other items', () => {
    comeLate(missed(), { roomNo: '205', guests: [{}], orders: [null] });
    expect(store.state.visits.openIn('205')).not.toBeNull();
    expect(store.eventsOf('clock.ordered')).toEqual([]);
  });

  it('come once, and only to a reservation that was missed today', () => {
    const early = bookAt(store, 30);
    expect(refusal(() => comeLate(early))).toBe('RESERVATION_NOT_MISSED');
    store.act('reservation.cancel', { reservationId: early, reason: 'x' });
    expect(refusal(() => comeLate(early))).toBe('RESERVATION_CANCELLED');
    const id = missed({ roomNo: '202' });
    expect(refusal(() => comeLate(id, { roomNo: null }))).toBe('INPUT_INVALID');
    comeLate(id);
    expect(refusal(() => comeLate(id, { roomNo: '203' }))).toBe('RESERVATION_CAME_LATE');
    const old = missed({ roomNo: '204' });
    store.wait(24 * 60);
    expect(refusal(() => comeLate(old))).toBe('RESERVATION_OF_ANOTHER_DAY');
  });
});
