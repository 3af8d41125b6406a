import { type Money, sumsByCurrency } from '../../core/kernel/amounts.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import { numberIn } from '../../core/model/clocks/choice.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import { isOpen } from '../../core/model/clocks/clock.ts';
import { isWaiting, waitsSince } from '../../core/model/clocks/waiting.ts';
import type { GoodsLine } from '../../core/model/goods/goods-line.ts';
import { guestState, type RoomRecord, roomState } from '../../core/model/rooms/room.ts';
import type { SiteRoom } from '../../core/model/site/schema.ts';
import { isPresent } from '../../core/model/visits/visit.ts';
import type { Wish } from '../../core/model/wishes/wish.ts';
import type { FullVisit } from '../../db/queries/board.ts';
import type { ClockView } from '../parts/clocks/views.ts';
import type { TerminalState } from '../parts/devices/views.ts';
import type { GoodsView } from '../parts/goods/views.ts';
import type { RoomView } from '../parts/rooms/views.ts';
import type { GuestView, VisitView } from '../parts/visits/views.ts';
import type { WishView } from '../parts/wishes/views.ts';

/** What a room's view is made of. */
export interface RoomFacts {
  room: SiteRoom;
  record: RoomRecord;
  /** Null for a room nobody is in. */
  visit: FullVisit | null;
  /** Those that stand, the oldest first. */
  wishes: readonly Wish[];
  /** Owed by everybody in the room, minimum charge and rounding included. */
  totals: readonly Money[];
  /** The store's own. */
  currency: string;
  serviceCallId: string | null;
  terminal: TerminalState;
  waitingAlarmMinutes: number;
  /** It is kept for guests who reserved it. */
  isKept: boolean;
}

/** One room as the board shows it. */
export function roomView(facts: RoomFacts): RoomView {
  const { room, record, visit, serviceCallId, terminal, waitingAlarmMinutes } = facts;
  const visitView = visit ? viewOfVisit(visit, facts) : null;
  const waiting = (visit?.clocks ?? [])
    .filter((clock) => isWaiting(clock, visit?.clocks ?? []))
    .map((clock) => alarmOf(clock, visit?.clocks ?? [], waitingAlarmMinutes * minuteMs));
  // Who is still there after the trading day and has not paid is nobody's any more: the desk looks.
  const leftOpenAt = visit?.visit.leftOpenAt ?? null;
  const alarms = leftOpenAt === null ? waiting : [...waiting, leftOpenAt];
  return {
    no: room.no,
    floor: room.floor,
    kind: room.kind,
    beds: room.beds,
    minimumChargeMinor: room.minimumCharge ?? 0,
    state: roomState(
      record,
      (visitView?.guests ?? []).map((guest) => ({ clocks: guest.clocks, hasGoods: guest.goods.length > 0 })),
      facts.isKept,
    ),
    outOfOrder: record.outOfOrder,
    dirtySince: record.dirtySince,
    visit: visitView,
    alarmAt: alarms.length > 0 ? Math.min(...alarms) : null,
    serviceCallId,
    terminal,
  };
}

/**
 * From when on the desk is alarmed of a clock that waits, UTC ms: after so long, at once where the technician is late,
 * or where the number that was asked for does not come and somebody has to say who shall.
 */
function alarmOf(clock: Clock, clocks: readonly Clock[], afterMs: number): number {
  const { choice, passedBy, lateAt, calledAt, orderedAt } = clock;
  if (lateAt !== null) return lateAt;
  if (calledAt === null && passedBy.includes(numberIn(choice) ?? '')) return orderedAt;
  return waitsSince(clock, clocks) + afterMs;
}

function viewOfVisit({ visit, guests, clocks, goods }: FullVisit, facts: RoomFacts): VisitView {
  return {
    id: visit.id,
    no: visit.no,
    partyId: visit.partyId,
    openedAt: visit.openedAt,
    openedBy: visit.openedBy,
    guests: guests.filter(isPresent).map((guest): GuestView => {
      const ownClocks = clocks.filter((clock) => clock.guestId === guest.id && clock.state !== 'cancelled');
      const ownGoods = goods.filter((line) => line.guestId === guest.id && line.cancelledAt === null);
      return {
        id: guest.id,
        ordinal: guest.ordinal,
        bed: guest.bed,
        wristbandNo: guest.wristbandNo,
        state: guestState({ clocks: ownClocks, hasGoods: ownGoods.length > 0 }),
        clocks: ownClocks.map((clock) => viewOfClock(clock, clocks)),
        goods: ownGoods.map(viewOfGoods),
        totals: totalsOf(ownClocks, ownGoods, facts.currency),
      };
    }),
    totals: facts.totals,
    wishes: facts.wishes.map(viewOfWish),
  };
}

function viewOfWish({ id, guestId, text, notedAt, notedBy, changedAt }: Wish): WishView {
  return { id, guestId, text, notedAt, notedBy, changedAt };
}

/** What was sold, a sum for each currency; at least 0 of the store's own. */
export function totalsOf(
  clocks: readonly Pick<Clock, 'priceMinor' | 'currency'>[],
  goods: readonly Pick<GoodsLine, 'unitPriceMinor' | 'quantity' | 'currency'>[],
  own: string,
): Money[] {
  const sums = sumsByCurrency([
    ...clocks.map(({ priceMinor, currency }) => ({ amountMinor: priceMinor, currency })),
    ...goods.map(({ unitPriceMinor, quantity, currency }) => ({ amountMinor: unitPriceMinor * quantity, currency })),
  ]);
  return sums.length > 0 ? sums : [{ amountMinor: 0, currency: own }];
}

function viewOfClock(clock: Clock, clocks: readonly Clock[]): ClockView {
  const first = clocks.find(({ id }) => id === clock.afterId);
  return {
    id: clock.id,
    guestId: clock.guestId,
    serviceCode: clock.serviceCode,
    type: clock.type,
    state: clock.state,
    technicianNo: clock.technicianNo,
    requestedNo: clock.choice.kind === 'same' ? (first?.technicianNo ?? null) : numberIn(clock.choice),
    parentId: clock.parentId,
    pairOf: clock.pairOf,
    afterId: clock.afterId,
    minutes: clock.minutes,
    priceMinor: clock.priceMinor,
    currency: clock.currency,
    orderedAt: clock.orderedAt,
    calledAt: clock.calledAt,
    firstCalledAt: clock.firstCalledAt,
    callCount: clock.callCount,
    startedAt: clock.startedAt,
    dueAt: isOpen(clock) ? clock.dueAt : null,
    remindedAt: clock.remindedAt,
    lateAt: clock.lateAt,
    passedBy: clock.passedBy,
    automatic: clock.automatic,
    endedAt: clock.endedAt,
    billed: clock.billId !== null,
  };
}

function viewOfGoods(line: GoodsLine): GoodsView {
  return {
    id: line.id,
    guestId: line.guestId,
    goodsCode: line.goodsCode,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    currency: line.currency,
    amountMinor: line.unitPriceMinor * line.quantity,
    orderedAt: line.orderedAt,
    deliveredAt: line.deliveredAt,
    billed: line.billId !== null,
  };
}
