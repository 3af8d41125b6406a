import { describe, expect, it } from 'vitest';
import type { TestStore } from '../test-store.ts';
import { clockIn, clocksIn, end, guestIn, reason, refused, start, visitIn } from './at-store.ts';
import { approval } from './manager.ts';
import { listed, storeWith } from './money-store.ts';

const roomState = (store: TestStore, roomNo: string) => store.state.rooms.byNo(roomNo);

describe('a clock that was called and never swiped', () => {
  it('is given up freely while the technician may still be on the way, and the room is clean', () => {
    const store = storeWith();
    store.open('201', '101');
    const { toRoomMinutes, cancelGraceMinutes } = store.state.site.site.store;
    store.wait(toRoomMinutes + cancelGraceMinutes);
    store.act('clock.cancel', { clockId: clockIn(store, '201').id, reason });
    store.act('visit.close', { visitId: visitIn(store, '201') });
    expect(roomState(store, '201')?.dirtySince).toBeNull();
  });

  it('later needs a manager who approves its price, is listed with it, and leaves a room to clean', () => {
    const store = storeWith();
    store.open('201', '101');
    const { toRoomMinutes, cancelGraceMinutes } = store.state.site.site.store;
    store.wait(toRoomMinutes + cancelGraceMinutes + 1);
    const clockId = clockIn(store, '201').id;
    const asked = refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId, reason }));
    expect(asked).toEqual({
      act: 'clock.cancel',
      subject: { kind: 'clock', id: clockId },
      amountMinor: 13_800,
      currency: 'CNY',
    });
    store.act('clock.cancel', { clockId, reason, authorisationId: approval(store, 'clock.cancel', clockId, 13_800) });
    expect(listed(store, 'cancelled')).toMatchObject([
      { actor: 'R01', allowedBy: 'M01', roomNo: '201', amountMinor: 13_800, currency: 'CNY', fromState: 'called' },
    ]);
    store.act('visit.close', { visitId: visitIn(store, '201') });
    expect(roomState(store, '201')?.dirtySince).not.toBeNull();
  });

  it('waits from its first call on, whoever is called to it afterwards', () => {
    const store = storeWith();
    store.open('201', '101');
    const { id: clockId } = clockIn(store, '201');
    for (let n = 0; n < 7; n += 1) {
      store.wait(3);
      store.act('clock.changeTechnician', { clockId, choice: { kind: 'rotation' }, reason });
    }
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId, reason }));
    store.act('clock.cancel', { clockId, reason, authorisationId: approval(store, 'clock.cancel', clockId, 13_800) });
    expect(listed(store, 'cancelled')).toMatchObject([{ amountMinor: 13_800, allowedBy: 'M01', fromState: 'called' }]);
  });

  it('is another wait once a manager has said that nobody came', () => {
    const store = storeWith();
    store.open('201', '101');
    const { id: clockId } = clockIn(store, '201');
    store.wait(18);
    store.act('clock.refuse', { clockId, reason, authorisationId: approval(store, 'clock.refuse', clockId) });
    store.wait(9);
    store.act('clock.cancel', { clockId, reason });
  });

  it('given up and ordered again in the same room goes on waiting, minutes of two at once counted once', () => {
    const store = storeWith();
    store.open('201', '101');
    store.wait(12);
    store.act('clock.cancel', { clockId: clockIn(store, '201').id, reason });
    store.act('clock.order', { guestId: guestIn(store, '201'), serviceCode: '101', choices: [] });
    store.wait(12);
    const clockId = clockIn(store, '201').id;
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId, reason }));
    const two = storeWith();
    two.open('201', '101', undefined, 2);
    two.wait(12);
    for (const { id } of clocksIn(two, '201')) two.act('clock.cancel', { clockId: id, reason });
    two.act('visit.close', { visitId: visitIn(two, '201') });
    expect(roomState(two, '201')?.dirtySince).toBeNull();
  });
});

describe('beginning and giving up, again and again, on one guest', () => {
  const again = (store: TestStore) => {
    store.act('clock.order', { guestId: guestIn(store, '201'), serviceCode: '101', choices: [] });
    start(store, '201');
    store.wait(9);
    return clockIn(store, '201').id;
  };

  it('is free once, and from the second on a manager approves the price', () => {
    const store = storeWith();
    store.open('201', null);
    store.act('clock.cancel', { clockId: again(store), reason });
    const second = again(store);
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId: second, reason }));
    const authorisationId = approval(store, 'clock.cancel', second, 13_800);
    store.act('clock.cancel', { clockId: second, reason, authorisationId });
    expect(listed(store, 'cancelled').map(({ allowedBy }) => allowedBy)).toEqual(['M01', null]);
  });

  it('is told of the guest, and goes along to another room', () => {
    const store = storeWith();
    store.open('201', null, undefined, 2);
    store.act('clock.cancel', { clockId: again(store), reason });
    store.act('visit.changeRoom', {
      visitId: visitIn(store, '201'),
      toRoomNo: '203',
      guestIds: [guestIn(store, '201')],
    });
    store.act('clock.order', { guestId: guestIn(store, '203'), serviceCode: '101', choices: [] });
    start(store, '203');
    const moved = clockIn(store, '203').id;
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId: moved, reason }));
  });

  it('is told of the room for an hour, whoever is said to be in it; after that another guest is free', () => {
    const store = storeWith();
    store.open('201', null);
    store.act('clock.cancel', { clockId: again(store), reason });
    const visitId = visitIn(store, '201');
    // The same guest under another id, and then in another visit.
    store.act('visit.addGuest', { visitId });
    store.act('visit.removeGuest', { guestId: guestIn(store, '201'), reason });
    const invented = again(store);
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId: invented, reason }));
    store.act('clock.cancel', {
      ...{ clockId: invented, reason },
      authorisationId: approval(store, 'clock.cancel', invented, 13_800),
    });
    store.act('visit.close', { visitId });
    store.act('room.clean', { roomNo: '201' });
    store.open('201', null);
    const later = again(store);
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId: later, reason }));
    end(store, '201');
    store.wait(61);
    store.act('visit.addGuest', { visitId: visitIn(store, '201') });
    store.act('clock.order', { guestId: guestIn(store, '201', 2), serviceCode: '101', choices: [] });
    start(store, '201');
    store.act('clock.cancel', { clockId: clockIn(store, '201').id, reason });
  });

  it('is told of the technician, who may go along into another room', () => {
    const store = storeWith();
    const begin = (roomNo: string, technicianNo: string) => {
      store.open(roomNo, '101', technicianNo);
      start(store, roomNo);
      return clockIn(store, roomNo).id;
    };
    store.act('clock.cancel', { clockId: begin('201', '1'), reason });
    const along = begin('203', '1');
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId: along, reason }));
    store.act('clock.cancel', { clockId: begin('205', '2'), reason });
  });
});

describe('goods that were delivered', () => {
  const order = (store: TestStore) => {
    store.open('201', null);
    store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'D01', quantity: 2 }] });
    return store.state.goods.ofVisit(visitIn(store, '201'))[0]?.id ?? '';
  };
  const price = (store: TestStore) => (store.state.site.goods.get('D01')?.price ?? 0) * 2;

  it('go off the bill with a manager only, and stand on the list either way', () => {
    const store = storeWith();
    const lineId = order(store);
    store.act('goods.deliver', { lineIds: [lineId] }, 'K01', 'kitchen');
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('goods.cancel', { lineId, reason }));
    const less = approval(store, 'goods.cancel', lineId, price(store) - 1, 'goods-line');
    refused(store, 'AUTHORISATION_FOR_ANOTHER', () =>
      store.act('goods.cancel', { lineId, reason, authorisationId: less }),
    );
    const authorisationId = approval(store, 'goods.cancel', lineId, price(store), 'goods-line');
    store.act('goods.cancel', { lineId, reason, authorisationId });
    expect(listed(store, 'goods-cancelled')).toMatchObject([
      { actor: 'R01', allowedBy: 'M01', goodsCode: 'D01', roomNo: '201', amountMinor: price(store), reason },
    ]);
  });

  it('not delivered go without one', () => {
    const store = storeWith();
    store.act('goods.cancel', { lineId: order(store), reason });
    expect(listed(store, 'goods-cancelled')).toMatchObject([{ allowedBy: null, amountMinor: price(store) }]);
  });

  it('written off the shelf stand on the list, with who and what they are worth; goods in do not', () => {
    const store = storeWith();
    store.act('stock.adjust', { goodsCode: 'D01', quantity: 5, reason: 'in' }, 'K01', 'kitchen');
    store.act('stock.adjust', { goodsCode: 'D01', quantity: -2, reason: 'broken' }, 'K01', 'kitchen');
    expect(listed(store, 'stock-written-off')).toMatchObject([
      { actor: 'K01', goodsCode: 'D01', amountMinor: price(store), currency: 'CNY', reason: 'broken', roomNo: null },
    ]);
  });
});

describe('the minimum charge', () => {
  /** The dear room has one; nobody has paid. */
  function inDearRoom() {
    const store = storeWith();
    const dear = [...store.state.site.rooms.values()].find(({ minimumCharge = 0 }) => minimumCharge > 20_000);
    if (!dear) throw new Error('no room has a minimum charge');
    store.open(dear.no, '101');
    return { store, dear, visitId: visitIn(store, dear.no), lost: (dear.minimumCharge ?? 0) - 13_800 };
  }

  it('is not left behind without a manager once somebody has begun', () => {
    const { store, dear, visitId, lost } = inDearRoom();
    start(store, dear.no);
    const move = (authorisationId?: string) =>
      store.act('visit.changeRoom', { visitId, toRoomNo: '202', ...(authorisationId && { authorisationId }) });
    expect(refused(store, 'AUTHORISATION_NEEDED', () => move())).toMatchObject({
      act: 'visit.changeRoom',
      subject: { kind: 'visit', id: visitId },
      amountMinor: lost,
    });
    move(approval(store, 'visit.changeRoom', visitId, lost, 'visit'));
    expect(listed(store, 'minimum-lowered')).toMatchObject([
      { actor: 'R01', allowedBy: 'M01', roomNo: dear.no, amountMinor: lost, reason: 'so be it' },
    ]);
  });

  it('falls on nobody where a wrong room is put right at once, and later it does', () => {
    const early = inDearRoom();
    early.store.act('visit.changeRoom', { visitId: early.visitId, toRoomNo: '202' });
    const late = inDearRoom();
    late.store.wait(11);
    refused(late.store, 'AUTHORISATION_NEEDED', () =>
      late.store.act('visit.changeRoom', { visitId: late.visitId, toRoomNo: '202' }),
    );
  });

  it('is no matter where the other room has as high a one, or they pay more than it', () => {
    const { store, dear } = inDearRoom();
    const guestId = guestIn(store, dear.no);
    for (let n = 0; n < 5; n += 1) store.act('clock.order', { guestId, serviceCode: '101', choices: [] });
    store.onDuty('4', '5');
    start(store, dear.no);
    // What runs past the grace is theirs to pay, whatever they give up.
    store.wait(11);
    store.act('visit.changeRoom', { visitId: visitIn(store, dear.no), toRoomNo: '202' });
    expect(listed(store, 'minimum-lowered')).toEqual([]);
  });
});

describe('a clock of the rotation that becomes a requested one', () => {
  it('says why; once it runs and is paid better, a manager approves; and stands on the list', () => {
    const store = storeWith();
    store.open('201', '101');
    const clockId = clockIn(store, '201').id;
    start(store, '201');
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.convert', { clockId, reason }));
    store.act('clock.convert', { clockId, reason, authorisationId: approval(store, 'clock.convert', clockId) });
    store.open('203', '101');
    store.act('clock.convert', { clockId: clockIn(store, '203').id, reason });
    expect(listed(store, 'converted')).toMatchObject([
      { actor: 'R01', allowedBy: null, roomNo: '203', technicianNo: clockIn(store, '203').technicianNo, reason },
      { actor: 'R01', allowedBy: 'M01', roomNo: '201', technicianNo: clockIn(store, '201').technicianNo, reason },
    ]);
  });

  it('says that it pays more also before it starts, and no manager is asked then', () => {
    const store = storeWith();
    store.open('201', '101');
    store.act('clock.convert', { clockId: clockIn(store, '201').id, reason });
    expect(store.eventsOf('clock.converted')).toMatchObject([{ running: false, changesPay: true }]);
    expect(listed(store, 'converted')).toMatchObject([{ allowedBy: null, roomNo: '201' }]);
  });

  it('is named where it is given to a number, and to the one the rotation gave again', () => {
    const store = storeWith();
    store.open('201', '101');
    const { id: clockId, technicianNo } = clockIn(store, '201');
    const to = (no: string) =>
      store.act('clock.changeTechnician', { clockId, choice: { kind: 'requested', technicianNo: no }, reason });
    to('3');
    to(technicianNo ?? '');
    expect(listed(store, 'converted')).toMatchObject([
      { actor: 'R01', roomNo: '201', technicianNo, reason, allowedBy: null },
      { actor: 'R01', roomNo: '201', technicianNo: '3', reason, allowedBy: null },
    ]);
  });

  it('is not named where somebody of the rotation takes it over, nor where it was ordered by number', () => {
    const store = storeWith();
    store.open('201', '101');
    store.act('clock.changeTechnician', { clockId: clockIn(store, '201').id, choice: { kind: 'rotation' }, reason });
    store.open('203', '101', '3');
    const choice = { kind: 'requested' as const, technicianNo: '1' };
    store.act('clock.changeTechnician', { clockId: clockIn(store, '203').id, choice, reason });
    expect(listed(store, 'converted')).toEqual([]);
  });

  it('needs nobody where both are paid alike', () => {
    const store = storeWith((site) => {
      site.store.clockTypes = { converted: { paidAs: 'rotation' } };
    });
    store.open('201', '101');
    start(store, '201');
    store.act('clock.convert', { clockId: clockIn(store, '201').id, reason });
    expect(listed(store, 'converted')).toMatchObject([{ allowedBy: null }]);
  });

  it('a cheaper item stands on the list with what it lowers the bill by', () => {
    const store = storeWith();
    store.open('201', '102');
    const { id: clockId, priceMinor } = clockIn(store, '201');
    const cheaper = store.state.site.services.get('101')?.price ?? 0;
    const authorisationId = approval(store, 'clock.changeItem', clockId, priceMinor - cheaper);
    store.act('clock.changeItem', { clockId, serviceCode: '101', authorisationId });
    expect(listed(store, 'item-lowered')).toMatchObject([
      { actor: 'R01', allowedBy: 'M01', amountMinor: priceMinor - cheaper, currency: 'CNY', reason: 'so be it' },
    ]);
  });
});
describe('an approval of the own act', () => {
  const refuse = (store: TestStore, actor: string) => {
    store.open('201', '101');
    const clockId = clockIn(store, '201').id;
    const authorisationId = approval(store, 'clock.refuse', clockId);
    return store.act('clock.refuse', { clockId, reason, authorisationId }, actor);
  };

  it('is marked and stands on the list; somebody else’s does not', () => {
    const store = storeWith();
    refuse(store, 'M01');
    expect(listed(store, 'own-approval')).toMatchObject([{ actor: 'M01', allowedBy: 'M01', roomNo: '201' }]);
    const other = storeWith();
    refuse(other, 'R01');
    expect(listed(other, 'own-approval')).toEqual([]);
  });

  it('is refused where the settings say so', () => {
    const store = storeWith((site) => {
      site.store.approvals = { own: false };
    });
    let code = '';
    try {
      refuse(store, 'M01');
    } catch (error) {
      code = error instanceof Error && 'code' in error ? String(error.code) : '';
    }
    expect(code).toBe('AUTHORISATION_OWN');
  });
});

describe('a clock of a second', () => {
  it('stands on the list with its price; one that ran its share does not', () => {
    const store = storeWith();
    store.open('201', '101');
    start(store, '201');
    end(store, '201');
    store.open('203', '101');
    start(store, '203');
    store.wait(12);
    end(store, '203');
    expect(listed(store, 'short-clock')).toMatchObject([
      {
        actor: 'R01',
        roomNo: '201',
        technicianNo: clockIn(store, '201').technicianNo,
        minutes: 0,
        amountMinor: 13_800,
      },
    ]);
    expect(listed(store, 'early-end')).toHaveLength(2);
  });

  it('a visit that is open after its trading day is told of once, with what is owed', () => {
    const store = storeWith();
    store.open('201', '101');
    start(store, '201');
    end(store, '201');
    store.act('visit.noticeLeftOpen', {}, 'system');
    expect(listed(store, 'visit-left-open')).toEqual([]);
    store.wait(24 * 60);
    store.act('visit.noticeLeftOpen', {}, 'system');
    store.act('visit.noticeLeftOpen', {}, 'system');
    expect(listed(store, 'visit-left-open')).toMatchObject([
      { actor: 'R01', roomNo: '201', amountMinor: 13_800, currency: 'CNY' },
    ]);
  });
});

describe('the card of a manager', () => {
  const block = (store: TestStore, no: string, actor: string) =>
    store.act('card.block', { holder: 'staff', no, reason }, actor);

  it('is blocked by a manager or its own person; a receptionist locks no manager out', () => {
    const store = storeWith();
    refused(store, 'CARD_OF_MANAGER', () => block(store, 'M01', 'R01'));
    refused(store, 'CARD_OF_MANAGER', () => block(store, 'M02', 'R01'));
    block(store, 'M02', 'M01');
    block(store, 'M01', 'M01');
    block(store, 'R02', 'R01');
  });
});

it('a room that is put out of order stands on the list, with who and why', () => {
  const store = storeWith();
  store.act('room.putOutOfOrder', { roomNo: '201', reason });
  expect(listed(store, 'room-out-of-order')).toMatchObject([{ actor: 'R01', roomNo: '201', reason, visitId: null }]);
});
