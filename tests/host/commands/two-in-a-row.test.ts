import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../core/model/commands.ts';

import { TestStore } from '../test-store.ts';
import { clockIn, clocksIn, guestIn, queueOf, reason, refused, start } from './at-store.ts';

const same = { kind: 'same' as const };
type Orders = CommandInput<'visit.open'>['orders'];

function storeWith(...onDuty: string[]): TestStore {
  const store = new TestStore();
  store.onDuty(...onDuty);
  return store;
}

const open = (store: TestStore, orders: Orders, guests = orders?.length ?? 1) =>
  store.act('visit.open', { roomNo: '201', guests: Array.from({ length: guests }, () => ({})), orders });

describe('a room opened with two items in a row', () => {
  it('calls for the first, and for the next when that has ended; each guest has both', () => {
    const store = storeWith('1', '2', '51');
    const requested = { kind: 'requested' as const, technicianNo: '51' };
    const next = { serviceCode: '201', choices: [requested] };
    open(store, [
      { serviceCode: '101', next },
      { serviceCode: '101', next: { serviceCode: '102', choices: [same] } },
    ]);
    expect(store.eventsOf('clock.called').map(({ technicianNo }) => technicianNo)).toEqual(['1', '2']);
    const [first, after, other, last] = clocksIn(store, '201');
    expect([after?.afterId, last?.afterId]).toEqual([first?.id, other?.id]);
    expect([after?.guestId, last?.guestId]).toEqual([first?.guestId, other?.guestId]);
    store.act('clock.start', { clockId: first?.id ?? '', atRoomNo: '201' });
    store.act('clock.start', { clockId: other?.id ?? '', atRoomNo: '201' });
    store.wait(60);
    store.act('clock.end', { clockId: first?.id ?? '', reason });
    store.act('clock.end', { clockId: other?.id ?? '', reason });
    expect(store.eventsOf('clock.called').slice(2)).toMatchObject([
      { technicianNo: '51', serviceCode: '201', type: 'requested' },
      { technicianNo: '2', serviceCode: '102', type: 'rotation' },
    ]);
  });

  it('goes on with whoever the rotation gave, in the same place', () => {
    const store = storeWith('1', '2', '3');
    open(store, [{ serviceCode: '101', next: { serviceCode: '105', choices: [same] } }]);
    start(store, '201');
    const places = queueOf(store);
    store.wait(60);
    store.act('clock.end', { clockId: clocksIn(store, '201')[0]?.id ?? '', reason });
    expect(clockIn(store, '201')).toMatchObject({ serviceCode: '105', technicianNo: '1', state: 'called' });
    start(store, '201');
    expect(queueOf(store)).toEqual(places);
  });

  it('takes an item for two after another for two', () => {
    const store = storeWith('1', '2', '51', '52');
    open(store, [{ serviceCode: '104', next: { serviceCode: '104', choices: [same, same] } }], 2);
    expect(clocksIn(store, '201')).toHaveLength(4);
    expect(store.eventsOf('clock.called')).toHaveLength(2);
  });

  it('is refused as a whole where one of the two cannot be', () => {
    const store = storeWith('1');
    const requested = [{ kind: 'requested' as const, technicianNo: '51' }];
    const first = { serviceCode: '101' };
    refused(store, 'TECHNICIAN_OFF_DUTY', () =>
      open(store, [{ ...first, next: { serviceCode: '201', choices: requested } }]),
    );
    refused(store, 'SERVICE_NEEDS_GUESTS', () => open(store, [{ ...first, next: { serviceCode: '104' } }]));
    refused(store, 'SERVICE_UNKNOWN', () => open(store, [{ ...first, next: { serviceCode: '999' } }]));
    const known = [{ kind: 'requested' as const, technicianNo: '1' }];
    refused(store, 'TECHNICIAN_NOT_SKILLED', () =>
      open(store, [{ ...first, choices: known, next: { serviceCode: '201', choices: [same] } }]),
    );
    expect(store.state.visits.openIn('201')).toBeNull();
  });

  it('can be ordered for a guest who is in the room, too, and gives both up together', () => {
    const store = storeWith('1', '51');
    open(store, [], 1);
    store.act('clock.order', { guestId: guestIn(store, '201'), serviceCode: '101', next: { serviceCode: '105' } });
    const [first] = clocksIn(store, '201');
    expect(clocksIn(store, '201')).toHaveLength(2);
    store.act('clock.cancel', { clockId: first?.id ?? '', reason });
    expect(clocksIn(store, '201').map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('keeps nobody for the next item of guests who reserved', () => {
    const store = storeWith('1', '2', '3');
    const [booked] = store.act('reservation.book', {
      ...{ roomNo: '201', startsAt: store.at + 600_000, guestCount: 1, guestName: '陈女士' },
      items: [{ serviceCode: '101', technicianNos: ['2'] }],
    });
    if (booked?.type !== 'reservation.booked') throw new Error('nothing was booked');
    const requested = (technicianNo: string) => [{ kind: 'requested' as const, technicianNo }];
    store.act('reservation.arrive', {
      reservationId: booked.payload.reservationId,
      orders: [{ serviceCode: '101', choices: requested('2'), next: { serviceCode: '102', choices: requested('3') } }],
    });
    expect(store.state.reservations.locks()).toEqual([]);
    store.open('202', '101', '3');
    expect(store.eventsOf('clock.called').map(({ technicianNo }) => technicianNo)).toEqual(['2', '3']);
  });
});
