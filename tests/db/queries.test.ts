import { describe, expect, it } from 'vitest';
import { event } from '../../core/model/events.ts';

import { visitHistory } from '../../db/engine/journal.ts';
import { billById, billsOfDay, wristbandsOf } from '../../db/parts/bills/queries.ts';
import { refusalsOf } from '../../db/parts/cards/queries.ts';
import { clockCounts, segmentsOf } from '../../db/parts/clocks/queries.ts';
import { allStock, kitchenDone, kitchenOpen } from '../../db/parts/goods/queries.ts';
import { allRooms } from '../../db/parts/rooms/queries.ts';
import { allQueues, movesInQueue } from '../../db/parts/rotation/queries.ts';
import { openServiceCalls } from '../../db/parts/service-calls/queries.ts';
import { allTechnicians } from '../../db/parts/technicians/queries.ts';
import { openVisits } from '../../db/queries/board.ts';
import { must, ShopDay } from './shop-day.ts';

const today = '2026-11-21';

function written() {
  const day = new ShopDay();
  return { day, read: day.db.read, ...day.writeWholeDay() };
}

describe('the board', () => {
  it('shows every open visit with all that is in it, as the state sees it', () => {
    const { day, read } = written();
    const { state } = day.db;
    const visits = openVisits(read);
    expect(visits.map(({ visit }) => visit.roomNo)).toEqual(['202', '203']);
    for (const { visit, guests, clocks, goods } of visits) {
      expect(visit).toEqual(state.visits.byId(visit.id));
      expect(guests).toEqual(state.visits.guestsOf(visit.id));
      expect(clocks).toEqual(state.clocks.ofVisit(visit.id));
      expect(goods).toEqual(state.goods.ofVisit(visit.id));
    }
    expect(visits.flatMap(({ clocks }) => clocks)).toHaveLength(3);
  });

  it('shows rooms, technicians, queues and stock', () => {
    const { day, read } = written();
    const { state } = day.db;
    expect(allRooms(read).map((room) => room.no)).toEqual(state.site.site.rooms.map((room) => room.no));
    expect(allRooms(read).find((room) => room.no === '212')?.outOfOrder).toBe('leak');
    expect(allTechnicians(read)).toHaveLength(66);
    expect(allTechnicians(read).find((technician) => technician.no === '3')).toEqual(state.technicians.byNo('3'));
    expect([...allQueues(read)]).toEqual([['foot', state.rotation.queue('foot')]]);
    expect(allStock(read).get('D01')).toBe(state.goods.stockOf('D01'));
  });

  it('shows who is busy with what, and who calls for service', () => {
    const { day, read } = written();
    const { state } = day.db;
    expect(state.clocks.busy()).toEqual([state.clocks.busyOf('5'), state.clocks.busyOf('1')]);
    expect(openServiceCalls(read)).toEqual([]);
    day.act(event('service.called', { callId: 'call', roomNo: '202', by: '5' }));
    expect(openServiceCalls(read)).toEqual([{ id: 'call', roomNo: '202', calledBy: '5', calledAt: day.at }]);
  });
});

describe('a visit', () => {
  it('has its whole history, and nothing of others', () => {
    const { day, read, visitId, openVisitId } = written();
    day.act(event('service.called', { callId: 'call', roomNo: '202', by: '5' }));
    const types = (id: string) => visitHistory(read, id, day.db.keys).map((entry) => entry.type);
    expect(types(visitId)).toEqual([
      'visit.opened',
      'clock.ordered',
      'clock.called',
      'clock.ordered',
      'clock.called',
      'clock.ordered',
      'clock.called',
      'clock.calledAgain',
      'clock.started',
      'clock.cancelled',
      'clock.started',
      'goods.ordered',
      'goods.delivered',
      'goods.ordered',
      'goods.cancelled',
      'clock.technicianChanged',
      'service.called',
      'service.answered',
      'clock.reminded',
      'clock.extended',
      'clock.ended',
      'clock.ended',
      'bill.shown',
      'bill.settled',
      'visit.closed',
    ]);
    expect(types(openVisitId).slice(-3)).toEqual(['visit.guestMoved', 'clock.ordered', 'service.called']);
    const moved = must(day.db.state.visits.openIn('203'));
    expect(types(moved.id)).toEqual(['visit.opened', 'visit.guestMoved']);
  });

  it('knows who served each clock when', () => {
    const { read, visitId } = written();
    expect(segmentsOf(read, visitId).map((segment) => segment.technicianNo)).toEqual(['1', '2', '4']);
  });
});

describe('the day', () => {
  it('counts clocks by technician and type, extensions in halves', () => {
    const { read } = written();
    expect(clockCounts(read, today)).toEqual([
      { technicianNo: '1', type: 'extension', countsAs: null, count: 1, halves: 1, amountMinor: 6_900 },
      { technicianNo: '1', type: 'rotation', countsAs: null, count: 1, halves: 2, amountMinor: 13_800 },
      { technicianNo: '4', type: 'rotation', countsAs: null, count: 1, halves: 2, amountMinor: 13_800 },
      { technicianNo: '5', type: 'rotation', countsAs: null, count: 1, halves: 2, amountMinor: 13_800 },
    ]);
    expect(clockCounts(read, '2026-11-20')).toEqual([]);
    expect(clockCounts(read, today, ['1', '5'])).toEqual(
      clockCounts(read, today).filter(({ technicianNo }) => technicianNo !== '4'),
    );
  });

  it('has no more clocks of a technician than it says at most', () => {
    const { state } = written().day.db;
    for (const { no } of state.site.site.technicians) {
      expect(state.clocks.onDay(no, today).length).toBeLessThanOrEqual(state.clocks.onDayAtMost(no, today));
    }
    expect(state.clocks.onDayAtMost('1', today)).toBe(3);
    expect(state.clocks.onDayAtMost('1', '2026-11-20')).toBe(0);
  });

  it('counts an extension of several units as several halves', () => {
    const { day, read } = written();
    const running = must(day.db.state.clocks.busyOf('5'));
    day.extend(running.id, 90, 20_700);
    const count = clockCounts(read, today).find((row) => row.technicianNo === '5' && row.type === 'extension');
    expect(count).toMatchObject({ count: 1, halves: 3, amountMinor: 20_700 });
  });

  it('lists what the kitchen still has to bring and what it brought', () => {
    const { day, read } = written();
    expect(kitchenOpen(read).map((line) => [line.goodsCode, line.wristbandNo, line.roomNo])).toEqual([
      ['D01', '1', '201'],
      ['D01', '3', '203'],
    ]);
    expect(kitchenDone(read, today).map((line) => line.goodsCode)).toEqual(['D06']);
    day.wait(1);
    day.deliver(must(kitchenOpen(read)[0]).id);
    expect(kitchenDone(read, today).map((line) => line.goodsCode)).toEqual(['D01', 'D06']);
  });

  it('lists bills, refusals and moves', () => {
    const { day, read, billId, visitId } = written();
    expect(billsOfDay(read, today)).toEqual(day.db.state.bills.ofVisit(visitId));
    expect(billsOfDay(read, today)).toEqual([billById(read, billId)]);
    expect(wristbandsOf(read, billId)).toEqual(['1', '2']);
    expect([billById(read, 'none'), wristbandsOf(read, 'none')]).toEqual([null, []]);
    expect(refusalsOf(read, today)).toEqual([
      expect.objectContaining({
        place: 'floor-2/1',
        card: expect.stringMatching(/^[\w-]{22}\.[\w-]{43}$/),
        who: null,
        code: 'CARD_UNKNOWN',
      }),
    ]);
    const all = movesInQueue(read, 'foot', 0, day.at);
    const own = all.filter((move) => move.technicianNo === '5');
    expect(own.map((move) => [move.effect, move.toPosition, move.becauseEvent])).toEqual([
      ['tail', 5, 'on-duty'],
      ['to', 2, 'manager'],
      ['tail', 5, 'rotation-started'],
    ]);
    const third = must(all[2]).at;
    expect(movesInQueue(read, 'foot', third, day.at)).toEqual(all.filter((move) => move.at >= third));
    expect(movesInQueue(read, 'foot', day.at + 1, day.at + 2)).toEqual([]);
    expect(all.at(-1)).toMatchObject({ technicianNo: '4', effect: 'remove', toPosition: null });
  });
});
