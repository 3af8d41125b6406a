import { readFileSync } from 'node:fs';
import { completeLines, sumOf } from '../../core/model/bills/bill.ts';
import type { BillLine, Payment } from '../../core/model/bills/bill-schema.ts';
import { isOpen } from '../../core/model/clocks/clock.ts';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';
import { event } from '../../core/model/events.ts';
import type { MoveCause } from '../../core/model/rotation/moves.ts';
import type { RotationEffect } from '../../core/model/rotation/policy.ts';
import { applyEffect, moveTo } from '../../core/model/rotation/queue.ts';
import { ownCurrency } from '../../core/model/site/find.ts';
import { type Site, siteSchema } from '../../core/model/site/schema.ts';
import { withoutSecrets } from '../../core/model/site/sections.ts';
import { isPresent } from '../../core/model/visits/visit.ts';

import { cancelledEvent, movesForClock } from '../../core/rules/rotation/moves.ts';
import { pinMarkOf } from '../../core/seal/pin-mark.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import type { Problem, ProblemCode } from '../../db/verify.ts';

const minuteMs = 60_000;

/** What asks decisions again: nobody took those of a day written by hand. */
const askedAgain: readonly ProblemCode[] = [
  'CALL_NOT_DUE',
  'CALL_LACKING',
  'FACT_WRONG',
  'CLOCK_FROZEN_WRONG',
  'EARNING_WRONG',
  'DAY_WRONG',
  'QUEUE_MOVE_LACKING',
  'QUEUE_MOVE_DIFFERS',
  'QUEUE_MOVE_UNASKED',
];

/** What does not fit of a day written by hand. */
export function misfits({ problems }: { problems: readonly Problem[] }): Problem[] {
  return problems.filter(({ code }) => !askedAgain.includes(code));
}

/** The example store, secrets left out as they are before anything reaches the journal. */
export function exampleSite(): Site {
  const text = readFileSync(new URL('../fixtures/site/jiangwan.json', import.meta.url), 'utf8');
  return withoutSecrets(siteSchema.parse(JSON.parse(text)));
}

/**
 * A trading day written straight into a store: each act appends the events a decision would give, reading the state
 * only through the public door. Ids and times are counted, so a day is the same every time.
 */
export class ShopDay {
  readonly db: StoreDatabase;
  at = Date.UTC(2026, 10, 21, 4, 0, 0);
  businessDate = '2026-11-21';
  #ids = 0;

  constructor(db: StoreDatabase = StoreDatabase.open(':memory:')) {
    this.db = db;
  }

  id(): string {
    this.#ids += 1;
    return `0193a000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  wait(minutes: number): void {
    this.at += minutes * minuteMs;
  }

  /** One command with its events. */
  act(...events: StoreEvent[]): JournalEvent[] {
    return this.actAs(this.id(), ...events);
  }

  actAs(commandId: string, ...events: StoreEvent[]): JournalEvent[] {
    const { at, businessDate } = this;
    const hash = `hash of ${commandId}`;
    const command = { id: commandId, hash, at, businessDate, actor: 'R01', station: 'desk' };
    return this.db.transact((tx) => this.db.append(tx, command, events, () => this.id()));
  }

  importSite(site: Site = exampleSite()): void {
    this.act(event('site.imported', { site, demo: false }));
  }

  move(queueId: string, technicianNo: string, effect: RotationEffect, because: MoveCause, heldRank?: number | null) {
    const queue = this.db.state.rotation.queue(queueId);
    const move = applyEffect(queue, queueId, technicianNo, effect, because, heldRank);
    return move ? [event('rotation.moved', move)] : [];
  }

  comeOnDuty(technicianNo: string, queueId = 'foot'): void {
    this.act(
      event('technician.cameOnDuty', { technicianNo, firstDay: false }),
      ...this.move(queueId, technicianNo, 'tail', { event: 'on-duty' }),
    );
  }

  goOffDuty(technicianNo: string, queueId = 'foot'): void {
    this.act(
      event('technician.wentOffDuty', { technicianNo }),
      ...this.move(queueId, technicianNo, 'remove', { event: 'off-duty' }),
    );
  }

  dragTo(technicianNo: string, position: number, queueId = 'foot'): void {
    const moves = moveTo(this.db.state.rotation.queue(queueId), queueId, technicianNo, position, {
      event: 'manager',
      reason: 'x',
    });
    if (moves.length > 0) this.act(...moves.map((move) => event('rotation.moved', move)));
  }

  openRoom(roomNo: string, wristbands: (string | null)[]): { visitId: string; guestIds: string[] } {
    const visitId = this.id();
    const guests = wristbands.map((wristbandNo, index) => ({
      guestId: this.id(),
      ordinal: index + 1,
      bed: index + 1,
      wristbandNo,
    }));
    const no = `1121-${String(this.db.state.visits.countOn(this.businessDate) + 1).padStart(4, '0')}`;
    this.act(event('visit.opened', { visitId, no, roomNo, partyId: visitId, guests }));
    return { visitId, guestIds: guests.map((guest) => guest.guestId) };
  }

  /** Orders a clock; with a technician it is called at once. */
  order(guestId: string, technicianNo: string | null, serviceCode = '101', pairOf: string | null = null): string {
    const { state } = this.db;
    const guest = must(state.visits.guest(guestId));
    const visit = must(state.visits.byId(guest.visitId));
    const service = must(state.site.services.get(serviceCode));
    const clockId = this.id();
    const base = { clockId, visitId: visit.id, roomNo: visit.roomNo, serviceCode, type: 'rotation' as const };
    this.act(
      event('clock.ordered', {
        ...base,
        guestId,
        choice: { kind: 'rotation' },
        minutes: service.minutes,
        priceMinor: pairOf ? 0 : service.price,
        currency: ownCurrency(state),
        pairOf,
      }),
    );
    if (technicianNo) this.call(clockId, technicianNo);
    return clockId;
  }

  call(clockId: string, technicianNo: string): void {
    const clock = must(this.db.state.clocks.byId(clockId));
    const { visitId, roomNo, serviceCode, type, orderedAt, guestId } = clock;
    const place = this.db.state.rotation.queue('foot').find((candidate) => candidate.technicianNo === technicianNo);
    this.act(
      event('clock.called', {
        clockId,
        visitId,
        roomNo,
        serviceCode,
        type,
        technicianNo,
        queueId: 'foot',
        heldRank: place?.rank ?? null,
        wristbandNo: this.db.state.visits.guest(guestId)?.wristbandNo ?? null,
        guestCount: this.db.state.visits.guestsOf(visitId).length,
        orderedAt,
      }),
    );
  }

  start(clockId: string): void {
    const clock = must(this.db.state.clocks.byId(clockId));
    const technicianNo = must(clock.technicianNo);
    const { visitId, roomNo, minutes } = clock;
    const dueAt = this.at + minutes * minuteMs;
    this.act(
      event('clock.started', { clockId, visitId, roomNo, technicianNo, dueAt, by: 'terminal', reason: null }),
      ...this.move('foot', technicianNo, 'tail', { event: 'rotation-started', clockId }),
    );
  }

  extend(parentId: string, minutes = 30, priceMinor = 6900): string {
    const parent = must(this.db.state.clocks.byId(parentId));
    const { visitId, guestId, roomNo, serviceCode } = parent;
    const technicianNo = must(parent.technicianNo);
    const clockId = this.id();
    const dueAt = must(parent.dueAt) + minutes * minuteMs;
    const facts = { clockId, parentId, visitId, guestId, roomNo, serviceCode, technicianNo };
    this.act(event('clock.extended', { ...facts, minutes, priceMinor, dueAt, currency: parent.currency }));
    return clockId;
  }

  remind(clockId: string): void {
    const { visitId, roomNo, technicianNo, dueAt } = must(this.db.state.clocks.byId(clockId));
    this.act(
      event('clock.reminded', { clockId, visitId, roomNo, technicianNo: must(technicianNo), dueAt: must(dueAt) }),
    );
  }

  changeTechnician(clockId: string, toTechnicianNo: string): void {
    const clock = must(this.db.state.clocks.byId(clockId));
    const { visitId, roomNo, serviceCode, type, technicianNo, state } = clock;
    this.act(
      event('clock.technicianChanged', {
        clockId,
        visitId,
        roomNo,
        serviceCode,
        fromTechnicianNo: must(technicianNo),
        toTechnicianNo,
        running: state === 'started',
        queueId: null,
        heldRank: null,
        type,
        reason: 'guest asked',
      }),
    );
  }

  end(clockId: string): void {
    const { visitId, roomNo, technicianNo } = must(this.db.state.clocks.byId(clockId));
    const extensionIds = this.db.state.clocks.extensionsOf(clockId).map((clock) => clock.id);
    const facts = { clockId, visitId, roomNo, technicianNo: must(technicianNo), extensionIds };
    this.act(event('clock.ended', { ...facts, earlyMinutes: 0, reason: null }));
  }

  cancel(clockId: string): void {
    const clock = must(this.db.state.clocks.byId(clockId));
    const { visitId, roomNo, technicianNo, state } = clock;
    const from = state === 'ordered' || state === 'called' ? state : 'started';
    const extensionIds = this.db.state.clocks.extensionsOf(clockId).map((extension) => extension.id);
    this.act(
      event('clock.cancelled', {
        ...{ clockId, visitId, roomNo, technicianNo, extensionIds, from, reason: 'no time' },
        currency: clock.currency,
      }),
      ...movesForClock(this.db.state, cancelledEvent(this.db.state, clock, this.at), clock, this),
    );
  }

  orderGoods(guestId: string, ...codes: string[]): string[] {
    const { state } = this.db;
    const guest = must(state.visits.guest(guestId));
    const visit = must(state.visits.byId(guest.visitId));
    const left = new Map<string, number | null>();
    const lines = codes.map((goodsCode) => {
      const goods = must(state.site.goods.get(goodsCode));
      const stock = left.has(goodsCode) ? (left.get(goodsCode) ?? null) : state.goods.stockOf(goodsCode);
      const stockAfter = stock === null ? null : stock - 2;
      left.set(goodsCode, stockAfter);
      const { category, price: unitPriceMinor } = goods;
      return { lineId: this.id(), goodsCode, category, quantity: 2, unitPriceMinor, stockAfter };
    });
    const { id: visitId, roomNo } = visit;
    const { wristbandNo } = guest;
    const facts = { orderId: this.id(), visitId, guestId, roomNo, wristbandNo, lines };
    this.act(event('goods.ordered', { ...facts, currency: ownCurrency(state) }));
    return lines.map((line) => line.lineId);
  }

  cancelGoods(lineId: string): void {
    const { visitId, roomNo, goodsCode, quantity } = must(this.db.state.goods.line(lineId));
    const stock = this.db.state.goods.stockOf(goodsCode);
    const stockAfter = stock === null ? null : stock + quantity;
    this.act(
      event('goods.cancelled', { lineId, visitId, roomNo, goodsCode, quantity, stockAfter, reason: 'sold out' }),
    );
  }

  deliver(lineId: string): void {
    const { visitId, roomNo } = must(this.db.state.goods.line(lineId));
    this.act(event('goods.delivered', { lineId, visitId, roomNo }));
  }

  adjustStock(goodsCode: string, quantity: number): void {
    const stockAfter = (this.db.state.goods.stockOf(goodsCode) ?? 0) + quantity;
    this.act(event('stock.adjusted', { goodsCode, quantity, stockAfter, reason: 'delivery' }));
  }

  moveGuest(guestId: string, toRoomNo: string): string {
    const { state } = this.db;
    const guest = must(state.visits.guest(guestId));
    const from = must(state.visits.byId(guest.visitId));
    const there = state.visits.openIn(toRoomNo);
    const toVisitId = there?.id ?? this.id();
    const ordinal = there ? state.visits.guestsOf(there.id).length + 1 : 1;
    const clockIds = state.clocks.ofVisit(from.id).flatMap((clock) => (clock.guestId === guestId ? [clock.id] : []));
    const goodsLineIds = state.goods.ofVisit(from.id).flatMap((line) => (line.guestId === guestId ? [line.id] : []));
    const othersLeft = state.visits.guestsOf(from.id).some((other) => other.id !== guestId && isPresent(other));
    const { id: fromVisitId, roomNo: fromRoomNo, partyId } = from;
    this.act(
      ...(there
        ? []
        : [event('visit.opened', { visitId: toVisitId, no: `m-${toVisitId}`, roomNo: toRoomNo, partyId, guests: [] })]),
      event('visit.guestMoved', {
        guestId,
        fromVisitId,
        fromRoomNo,
        toVisitId,
        toRoomNo,
        bed: ordinal,
        ordinal,
        clockIds,
        goodsLineIds,
      }),
      ...(othersLeft ? [] : [event('visit.closed', { visitId: fromVisitId, roomNo: fromRoomNo, reason: 'moved' })]),
    );
    return toVisitId;
  }

  /** All present guests of a visit pay in cash with something over; the visit closes and the room is dirty. */
  settle(visitId: string): string {
    const { state } = this.db;
    const visit = must(state.visits.byId(visitId));
    const present = state.visits.guestsOf(visitId).filter(isPresent);
    const lines: BillLine[] = [
      ...state.clocks
        .ofVisit(visitId)
        .filter((clock) => clock.state === 'ended' && clock.billId === null)
        .map((clock) => line('clock', clock.id, clock.guestId, clock.serviceCode, 1, clock.priceMinor)),
      ...state.goods
        .ofVisit(visitId)
        .filter((goods) => goods.cancelledAt === null && goods.billId === null)
        .map((goods) => line('goods', goods.id, goods.guestId, goods.goodsCode, goods.quantity, goods.unitPriceMinor)),
    ];
    const complete = completeLines(lines, state.site.site.store.rounding, 0, 0);
    const totalMinor = sumOf(complete);
    const changeMinor = 1_000;
    const valueMinor = totalMinor + changeMinor;
    const payment: Payment = {
      tenderCode: 'cash-cny',
      currency: 'CNY',
      amountMinor: valueMinor,
      rate: null,
      valueMinor,
      reference: null,
    };
    const billId = this.id();
    const { roomNo } = visit;
    this.act(
      event('bill.settled', {
        bill: {
          id: billId,
          no: `B1121-${String(state.bills.countOn(this.businessDate) + 1).padStart(4, '0')}`,
          visitId,
          roomNo,
          guestIds: present.map((guest) => guest.id),
          lines: complete,
          currency: ownCurrency(state),
          totalMinor,
          payments: [payment],
          changeMinor,
          settledAt: this.at,
          settledBy: 'R01',
          businessDate: this.businessDate,
        },
        wristbandNos: present.flatMap((guest) => guest.wristbandNo ?? []),
      }),
      event('visit.closed', { visitId, roomNo, reason: 'paid' }),
      event('room.soiled', { roomNo }),
    );
    return billId;
  }

  canSettle(visitId: string): boolean {
    return !this.db.state.clocks.ofVisit(visitId).some(isOpen);
  }

  /** A plausible day with everything in it; what is still going on at its end is left so. */
  writeWholeDay(): { visitId: string; clockId: string; billId: string; openVisitId: string } {
    this.importSite();
    for (const no of ['1', '2', '3', '4', '5']) this.comeOnDuty(no);
    this.dragTo('5', 2);
    const { visitId, guestIds } = this.openRoom('201', ['1', '2']);
    const [first, second] = [must(guestIds[0]), must(guestIds[1])];
    const clockId = this.order(first, '1');
    const other = this.order(second, '2');
    const calledOff = this.order(second, '3');
    this.act(
      event('clock.calledAgain', {
        clockId,
        roomNo: '201',
        serviceCode: '101',
        type: 'rotation',
        technicianNo: '1',
        callCount: 2,
      }),
    );
    this.wait(2);
    this.start(clockId);
    this.cancel(calledOff);
    this.wait(1);
    this.start(other);
    const [, cola] = this.orderGoods(first, 'D01', 'D06');
    this.deliver(must(cola));
    const [wrong] = this.orderGoods(second, 'D05');
    this.cancelGoods(must(wrong));
    this.adjustStock('D01', 24);
    this.wait(30);
    this.changeTechnician(other, '4');
    this.act(event('service.called', { callId: this.id(), roomNo: '201', by: '1' }));
    const call = must(this.db.state.serviceCalls.openIn('201'));
    this.act(event('service.answered', { callId: call.id, roomNo: '201' }));
    this.wait(20);
    this.remind(clockId);
    this.extend(clockId);
    this.wait(40);
    this.end(clockId);
    this.end(other);
    this.act(
      event('bill.shown', { visitId, roomNo: '201', guestIds, bill: { lines: [], totalMinor: 0, currency: 'CNY' } }),
    );
    const billId = this.settle(visitId);
    this.wait(5);
    this.act(event('room.cleaned', { roomNo: '201' }));
    this.act(event('technician.tookRest', { technicianNo: '3', until: this.at + 30 * minuteMs }));
    this.wait(10);
    this.act(event('technician.cameBack', { technicianNo: '3', late: false }));
    this.act(
      event('swipe.refused', {
        place: 'floor-2/1',
        roomNo: '201',
        card: '04AABBCCDD',
        who: null,
        code: 'CARD_UNKNOWN',
      }),
    );
    this.act(event('staff.pinSet', { staffNo: 'M01', role: 'manager', mark: null }));
    this.act(event('staff.pinsBound', { pins: [{ staffNo: 'M01', mark: pinMarkOf('hash') }] }));
    const lost = { seq: 9_000, hash: 'b'.repeat(64) };
    this.act(
      event('store.gapRecorded', {
        ...{
          how: 'accepted',
          faults: ['JOURNAL_WENT_BACK'],
          stands: { seq: 12, hash: 'c'.repeat(64) },
          lost,
          by: 'pin',
        },
      }),
    );
    const moveId = '0193a000-0000-7000-8000-00000000aaaa';
    this.act(event('store.moved', { moveId, epoch: 1, by: 'pin' }));
    this.act(event('store.moveTakenBack', { moveId, epoch: 2, why: 'not-opened', by: 'pin' }));
    this.act(event('store.moved', { moveId, epoch: 3, by: 'command' }));
    this.act(event('store.arrived', { moveId, epoch: 3, by: 'pin', away: [{ device: 'bus-1', path: 'COM3' }] }));
    this.act(event('staff.signedIn', { staffNo: 'M01', by: 'pin' }));
    this.act(event('staff.signInRefused', { staffNo: 'M01', code: 'PIN_WRONG' }));
    this.act(event('staff.signedOut', { staffNo: 'M01' }));
    this.act(event('staff.sessionEnded', { staffNo: 'M01', stationId: 's', why: 'idle' }));
    this.act(event('staff.stationPaired', { stationId: 's', name: 'tablet' }));
    this.act(event('staff.stationUnpaired', { stationId: 's', name: 'tablet' }));
    this.act(event('room.putOutOfOrder', { roomNo: '212', reason: 'leak' }));
    const open = this.openRoom('202', ['3', null]);
    const [third, fourth] = [must(open.guestIds[0]), must(open.guestIds[1])];
    this.start(this.order(third, '5'));
    this.order(fourth, '1');
    this.act(
      event('visit.guestAdded', {
        visitId: open.visitId,
        roomNo: '202',
        guestId: this.id(),
        ordinal: 3,
        bed: 3,
        wristbandNo: '9',
      }),
    );
    const late = must(this.db.state.visits.guestWithWristband('9'));
    this.act(
      event('visit.wristbandSet', { visitId: open.visitId, roomNo: '202', guestId: late.id, wristbandNo: '10' }),
    );
    this.act(
      event('visit.guestLeft', { visitId: open.visitId, roomNo: '202', guestId: late.id, reason: 'changed mind' }),
    );
    this.orderGoods(third, 'D01');
    this.moveGuest(third, '203');
    this.order(fourth, null);
    this.goOffDuty('4');
    return { visitId, clockId, billId, openVisitId: open.visitId };
  }
}

function line(
  kind: 'clock' | 'goods',
  refId: string,
  guestId: string,
  code: string,
  quantity: number,
  unitPriceMinor: number,
): BillLine {
  return { kind, refId, guestId, code, quantity, unitPriceMinor, amountMinor: quantity * unitPriceMinor };
}

/** What a test has just put there. */
export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('missing in the written day');
  return value;
}
