import { describe, expect, it } from 'vitest';
import { event } from '../../core/model/events.ts';
import { applyEffect } from '../../core/model/rotation/queue.ts';

import { exampleSite, must, ShopDay } from './shop-day.ts';

const minuteMs = 60_000;

function openDay(): { day: ShopDay; visitId: string; guestIds: string[]; guestId: string } {
  const day = new ShopDay();
  day.importSite();
  for (const no of ['1', '2', '3']) day.comeOnDuty(no);
  const { visitId, guestIds } = day.openRoom('201', ['11', '12']);
  return { day, visitId, guestIds, guestId: must(guestIds[0]) };
}

describe('before the first import', () => {
  it('there is no site, and nothing else', () => {
    const { state } = new ShopDay().db;
    expect(() => state.site).toThrow('STORE_NOT_SET_UP');
    expect([
      state.rooms.byNo('201'),
      state.visits.byId('x'),
      state.technicians.byNo('1'),
      state.serviceCalls.byId('x'),
    ]).toEqual([null, null, null, null]);
  });
});

describe('a site import', () => {
  it('keeps what is counted and used, adds what is new, drops what nothing refers to', () => {
    const { day } = openDay();
    day.adjustStock('D01', -19);
    const site = exampleSite();
    day.importSite({
      ...site,
      rooms: [
        ...site.rooms.filter((room) => room.no !== '201' && room.no !== '202'),
        { ...must(site.rooms[0]), no: '999' },
      ],
      technicians: site.technicians.filter((technician) => technician.no !== '1' && technician.no !== '60'),
      goods: site.goods.map((goods) => (goods.code === 'D02' ? { ...goods, stock: undefined } : goods)),
    });
    const { state } = day.db;
    expect(state.goods.stockOf('D01')).toBe(100);
    expect(state.goods.stockOf('D02')).toBeNull();
    expect([state.rooms.byNo('201')?.no, state.rooms.byNo('202'), state.rooms.byNo('999')?.no]).toEqual([
      '201',
      null,
      '999',
    ]);
    expect([
      state.technicians.byNo('1')?.duty,
      state.technicians.byNo('60'),
      state.technicians.byNo('61')?.duty,
    ]).toEqual(['on', null, 'off']);
    expect(state.site.rooms.has('999')).toBe(true);
  });
});

describe('rooms', () => {
  it('are dirty since, clean, out of order and back', () => {
    const { day } = openDay();
    day.act(event('room.soiled', { roomNo: '205' }), event('room.putOutOfOrder', { roomNo: '205', reason: 'lamp' }));
    expect(day.db.state.rooms.byNo('205')).toEqual({ no: '205', outOfOrder: 'lamp', dirtySince: day.at });
    day.act(event('room.cleaned', { roomNo: '205' }), event('room.putInOrder', { roomNo: '205' }));
    expect(day.db.state.rooms.byNo('205')).toEqual({ no: '205', outOfOrder: null, dirtySince: null });
  });
});

describe('visits and guests', () => {
  it('are found by room, wristband and visit', () => {
    const { day, visitId, guestIds } = openDay();
    const { state } = day.db;
    const visit = {
      id: visitId,
      no: '1121-0001',
      roomNo: '201',
      partyId: visitId,
      businessDate: '2026-11-21',
      openedAt: day.at,
      openedBy: 'R01',
      closedAt: null,
      leftOpenAt: null,
    };
    expect(state.visits.byId(visitId)).toEqual(visit);
    expect(state.visits.openIn('201')).toEqual(visit);
    expect(state.visits.openIn('202')).toBeNull();
    expect(state.visits.guestsOf(visitId).map(({ id, ordinal }) => [id, ordinal])).toEqual([
      [guestIds[0], 1],
      [guestIds[1], 2],
    ]);
    expect(state.visits.guestWithWristband('12')?.id).toBe(guestIds[1]);
    expect(state.visits.countOn('2026-11-21')).toBe(1);
    expect(state.visits.countOn('2026-11-20')).toBe(0);
  });

  it('a guest who left or paid wears no band in the house', () => {
    const { day, visitId, guestIds } = openDay();
    day.act(event('visit.guestLeft', { visitId, roomNo: '201', guestId: must(guestIds[1]), reason: 'x' }));
    expect(day.db.state.visits.guestWithWristband('12')).toBeNull();
    day.settle(visitId);
    expect(day.db.state.visits.guestWithWristband('11')).toBeNull();
    expect(
      day.db.state.visits.guestsOf(visitId).map(({ billId, leftAt }) => [billId !== null, leftAt !== null]),
    ).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(day.db.state.visits.openIn('201')).toBeNull();
  });

  it('a guest who moves takes clocks and goods along', () => {
    const { day, visitId, guestId } = openDay();
    const clockId = day.order(guestId, '1');
    const [lineId] = day.orderGoods(guestId, 'D01');
    const to = day.moveGuest(guestId, '203');
    const { state } = day.db;
    expect(state.visits.guest(guestId)).toMatchObject({ visitId: to, ordinal: 1, bed: 1 });
    expect(state.clocks.byId(clockId)).toMatchObject({ visitId: to, roomNo: '203' });
    expect(state.goods.line(must(lineId))).toMatchObject({ visitId: to, roomNo: '203' });
    expect([state.clocks.ofVisit(visitId), state.goods.ofVisit(visitId)]).toEqual([[], []]);
  });

  it('one room holds one open visit', () => {
    const { day } = openDay();
    expect(() => day.openRoom('201', [null])).toThrow('CONSTRAINT');
  });
});

describe('clocks', () => {
  it('go from the order over the call to the start and the end', () => {
    const { day, visitId, guestId } = openDay();
    const { state } = day.db;
    const waitingId = day.order(guestId, null);
    expect(state.clocks.waiting().map((clock) => clock.id)).toEqual([waitingId]);
    const orderedAt = day.at;
    day.wait(1);
    day.call(waitingId, '2');
    expect(state.clocks.waiting()).toEqual([]);
    day.wait(1);
    day.start(waitingId);
    const clock = {
      id: waitingId,
      visitId,
      guestId,
      roomNo: '201',
      serviceCode: '101',
      type: 'rotation',
      state: 'started',
      choice: { kind: 'rotation' },
      technicianNo: '2',
      queueId: 'foot',
      heldRank: 1,
      parentId: null,
      pairOf: null,
      afterId: null,
      reservationId: null,
      countsAs: null,
      passedBy: [],
      lateAt: null,
      automatic: false,
      minutes: 60,
      priceMinor: 13_800,
      currency: 'CNY',
      orderedAt,
      calledAt: orderedAt + minuteMs,
      firstCalledAt: orderedAt + minuteMs,
      callCount: 1,
      startedAt: day.at,
      dueAt: day.at + 60 * minuteMs,
      remindedAt: null,
      endedAt: null,
      cancelledAt: null,
      reason: null,
      businessDate: '2026-11-21',
      billId: null,
    };
    expect(state.clocks.byId(waitingId)).toEqual(clock);
    expect(state.clocks.busyOf('2')).toEqual(clock);
    day.wait(60);
    day.end(waitingId);
    expect(state.clocks.byId(waitingId)).toEqual({ ...clock, state: 'ended', endedAt: day.at });
    expect(state.clocks.busyOf('2')).toBeNull();
  });

  it('are reminded once for each end, extensions included', () => {
    const { day, guestId } = openDay();
    const { state } = day.db;
    const clockId = day.order(guestId, '1');
    day.start(clockId);
    const dueAt = must(must(state.clocks.byId(clockId)).dueAt);
    expect(state.clocks.toRemind(dueAt - 1)).toEqual([]);
    expect(state.clocks.toRemind(dueAt).map((clock) => clock.id)).toEqual([clockId]);
    day.remind(clockId);
    expect(state.clocks.toRemind(dueAt)).toEqual([]);
    const extensionId = day.extend(clockId);
    expect(state.clocks.toRemind(dueAt)).toEqual([]);
    expect(state.clocks.toRemind(dueAt + 30 * minuteMs).map((clock) => clock.id)).toEqual([clockId]);
    expect(state.clocks.extensionsOf(clockId)).toEqual([
      expect.objectContaining({ id: extensionId, type: 'extension', state: 'started', parentId: clockId, dueAt: null }),
    ]);
    day.end(clockId);
    expect(state.clocks.byId(extensionId)).toMatchObject({ state: 'ended', endedAt: day.at });
  });

  it('prefer the one worked on to the next one called', () => {
    const { day, guestIds } = openDay();
    const [first, second] = guestIds;
    const next = day.order(must(first), '1');
    const running = day.order(must(second), '1');
    day.start(running);
    expect(day.db.state.clocks.busyOf('1')?.id).toBe(running);
    day.end(running);
    expect(day.db.state.clocks.busyOf('1')?.id).toBe(next);
  });

  it('count towards the cap unless cancelled or extensions', () => {
    const { day, guestIds, guestId } = openDay();
    const done = day.order(guestId, '1');
    day.start(done);
    day.extend(done);
    day.end(done);
    day.cancel(day.order(must(guestIds[1]), '1'));
    day.order(must(guestIds[1]), '1');
    expect(day.db.state.clocks.onDay('1', '2026-11-21')).toHaveLength(2);
    expect(day.db.state.clocks.onDay('1', '2026-11-20')).toEqual([]);
  });

  it('a change of technician splits the segments', () => {
    const { day, guestId } = openDay();
    const clockId = day.order(guestId, '1');
    day.start(clockId);
    const startedAt = day.at;
    day.wait(20);
    day.changeTechnician(clockId, '3');
    day.wait(40);
    day.end(clockId);
    expect(
      day.db.read.all('SELECT technicianNo, fromAt, toAt FROM clock_segments WHERE clockId = ? ORDER BY n', clockId),
    ).toEqual([
      { technicianNo: '1', fromAt: startedAt, toAt: startedAt + 20 * minuteMs },
      { technicianNo: '3', fromAt: startedAt + 20 * minuteMs, toAt: startedAt + 60 * minuteMs },
    ]);
    expect(day.db.state.clocks.byId(clockId)?.technicianNo).toBe('3');
  });
});

describe('the rotation', () => {
  it('stands by rank, with the instant each place was taken', () => {
    const { day, guestId } = openDay();
    const cameAt = day.at;
    day.wait(5);
    const clockId = day.order(guestId, '1');
    day.start(clockId);
    expect(
      day.db.state.rotation.queue('foot').map(({ technicianNo, rank, since }) => [technicianNo, rank, since]),
    ).toEqual([
      ['2', 1, cameAt],
      ['3', 2, cameAt],
      ['1', 3, day.at],
    ]);
    day.goOffDuty('3');
    expect(day.db.state.rotation.queue('foot').map((place) => place.technicianNo)).toEqual(['2', '1']);
    expect(day.db.state.technicians.byNo('3')).toEqual({ no: '3', duty: 'off', since: day.at, restUntil: null });
  });

  it('keeps broken ranks exactly', () => {
    const { day } = openDay();
    for (let turn = 0; turn < 60; turn += 1) {
      day.dragTo('3', 2);
      day.dragTo('2', 2);
    }
    const queue = day.db.state.rotation.queue('foot');
    expect(queue.map((place) => place.technicianNo)).toEqual(['1', '2', '3']);
    const held = must(queue[1]).rank;
    day.act(...day.move('foot', '2', 'tail', { event: 'rotation-started' }));
    const back = applyEffect(day.db.state.rotation.queue('foot'), 'foot', '2', 'restore', { event: 'cancelled' }, held);
    expect(back?.toPosition).toBe(2);
  });
});

describe('goods', () => {
  it('count down the stock, and up again when cancelled', () => {
    const { day, visitId, guestId } = openDay();
    const { state } = day.db;
    const stock = must(state.goods.stockOf('D01'));
    const [first, second] = day.orderGoods(guestId, 'D01', 'D01');
    expect(state.goods.stockOf('D01')).toBe(stock - 4);
    day.cancelGoods(must(first));
    day.deliver(must(second));
    expect(state.goods.stockOf('D01')).toBe(stock - 2);
    expect(state.goods.ofVisit(visitId).map((line) => [line.cancelledAt, line.deliveredAt])).toEqual([
      [day.at, null],
      [null, day.at],
    ]);
    expect(state.goods.line(must(second))).toMatchObject({ orderedBy: 'R01', quantity: 2, category: 'drink' });
  });
});

describe('bills', () => {
  it('mark guests, and the clocks and goods on their lines', () => {
    const { day, visitId, guestIds, guestId } = openDay();
    const { state } = day.db;
    const clockId = day.order(guestId, '1');
    const pairId = day.order(guestId, '2', '101', clockId);
    const cancelled = day.order(must(guestIds[1]), '3');
    for (const id of [clockId, pairId]) day.start(id);
    day.cancel(cancelled);
    const [lineId] = day.orderGoods(guestId, 'D01');
    for (const id of [clockId, pairId]) day.end(id);
    const billId = day.settle(visitId);
    expect([
      state.clocks.byId(clockId)?.billId,
      state.clocks.byId(pairId)?.billId,
      state.clocks.byId(cancelled)?.billId,
    ]).toEqual([billId, billId, null]);
    expect(state.goods.line(must(lineId))?.billId).toBe(billId);
    expect(state.visits.guestsOf(visitId).map((guest) => guest.billId)).toEqual([billId, billId]);
    expect(state.bills.countOn('2026-11-21')).toBe(1);
    const [bill] = state.bills.ofVisit(visitId);
    const settled = must(day.db.findCommand(lastCommandOf(day)))?.events[0];
    expect(settled?.type === 'bill.settled' && settled.payload.bill).toEqual(bill);
    expect(bill?.lines.map((line) => line.kind)).toEqual(['clock', 'clock', 'goods']);
  });
});

describe('calls for service', () => {
  it('are open until answered', () => {
    const { day } = openDay();
    const { state } = day.db;
    day.act(event('service.called', { callId: 'call', roomNo: '201', by: '1' }));
    expect(state.serviceCalls.openIn('201')).toEqual({ id: 'call' });
    day.act(event('service.answered', { callId: 'call', roomNo: '201' }));
    expect(state.serviceCalls.openIn('201')).toBeNull();
    expect(state.serviceCalls.byId('call')).toEqual({ id: 'call', roomNo: '201', answeredAt: day.at });
  });
});

function lastCommandOf(day: ShopDay): string {
  return must(day.db.read.get<{ commandId: string }>('SELECT commandId FROM journal ORDER BY seq DESC LIMIT 1'))
    .commandId;
}
