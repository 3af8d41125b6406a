import type { DecisionContext } from '../../kernel/context.ts';
import { changedMeanwhile } from '../../kernel/errors.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import { isCalledTooLong } from '../../model/clocks/giving-up.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { roomError } from '../../model/rooms/errors.ts';
import { roomOf } from '../../model/rooms/find.ts';
import { guestsFor } from '../../model/site/defaults.ts';
import { siteError } from '../../model/site/errors.ts';
import type { SiteRoom } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';
import { visitError } from '../../model/visits/errors.ts';
import { openVisit, presentGuest, presentGuests } from '../../model/visits/find.ts';
import { type Guest, isPresent, type Visit } from '../../model/visits/visit.ts';

import { orderInARow } from '../clocks/decide-order.ts';
import { roomKeptFor, roomReserved } from '../reservations/locks.ts';
import { approvalOfMove, unpaidMinimum } from './minimum-charge.ts';

/** Opens a room for guests, with what they want to have done. `reservationId`: whose guests they are. */
export function openVisitIn(
  state: StoreState,
  data: CommandData<'visit.open'>,
  ctx: DecisionContext,
  reservationId?: string,
): StoreEvent[] {
  const { roomNo } = data;
  const siteRoom = freeRoom(state, roomNo);
  const despite = keptForOthers(state, roomNo, data, ctx, reservationId);
  if (data.guests.length > siteRoom.beds) throw roomError('ROOM_TOO_SMALL', { roomNo, beds: siteRoom.beds });
  const bands = new Set<string>();
  for (const { wristbandNo } of data.guests) {
    if (wristbandNo === undefined) continue;
    checkWristband(state, wristbandNo);
    if (bands.has(wristbandNo)) throw visitError('WRISTBAND_IN_USE', { wristbandNo });
    bands.add(wristbandNo);
  }
  const visitId = ctx.newId();
  const partyId = data.partyOf === undefined ? ctx.newId() : openVisit(state, data.partyOf).partyId;
  const guests = data.guests.map(({ wristbandNo }, index) => ({
    guestId: ctx.newId(),
    ordinal: index + 1,
    bed: index + 1,
    wristbandNo: wristbandNo ?? null,
  }));
  const of = { ...(reservationId && { reservationId }), ...(despite && { despite }) };
  const events = [event('visit.opened', { visitId, no: nextVisitNo(state, ctx), roomNo, partyId, guests, ...of })];
  const guestIds = guests.map((guest) => guest.guestId);
  const calledIn = new Set<string>();
  let taken = 0;
  data.orders.forEach((order, index) => {
    if (!order || index >= guestIds.length) return;
    const needed = guestsFor(state.site.services.get(order.serviceCode));
    if (index < taken || index + needed > guestIds.length) {
      throw siteError('SERVICE_NEEDS_GUESTS', { serviceCode: order.serviceCode, guests: needed });
    }
    taken = index + needed;
    const whose = { visitId, roomNo, guestIds: guestIds.slice(index, taken), calledIn, before: [...events] };
    const clocks = { ...order, ...whose, ...(reservationId && { reservationId }) };
    events.push(...orderInARow(state, clocks, order.next, ctx));
  });
  return events;
}

export function addGuest(state: StoreState, data: CommandData<'visit.addGuest'>, ctx: DecisionContext): StoreEvent[] {
  const visit = openVisit(state, data.visitId);
  const bed = freeBeds(state, visit)[0];
  const beds = state.site.rooms.get(visit.roomNo)?.beds ?? 0;
  if (bed === undefined) throw roomError('ROOM_TOO_SMALL', { roomNo: visit.roomNo, beds });
  if (data.wristbandNo !== undefined) checkWristband(state, data.wristbandNo);
  return [
    event('visit.guestAdded', {
      visitId: visit.id,
      roomNo: visit.roomNo,
      guestId: ctx.newId(),
      ordinal: lastOrdinal(state, visit.id) + 1,
      bed,
      wristbandNo: data.wristbandNo ?? null,
    }),
  ];
}

export function setWristband(state: StoreState, data: CommandData<'visit.setWristband'>): StoreEvent[] {
  const guest = presentGuest(state, data.guestId);
  const visit = openVisit(state, guest.visitId);
  if (data.was !== undefined && data.was !== guest.wristbandNo) throw changedMeanwhile(visit.roomNo);
  if (data.wristbandNo !== null && data.wristbandNo !== guest.wristbandNo) checkWristband(state, data.wristbandNo);
  return [
    event('visit.wristbandSet', {
      visitId: visit.id,
      roomNo: visit.roomNo,
      guestId: guest.id,
      wristbandNo: data.wristbandNo,
    }),
  ];
}

/** A guest who had nothing goes; the last one closes the visit. */
export function removeGuest(state: StoreState, data: CommandData<'visit.removeGuest'>): StoreEvent[] {
  const guest = presentGuest(state, data.guestId);
  const visit = openVisit(state, guest.visitId);
  if (hasConsumed(state, visit.id, guest.id)) throw visitError('GUEST_HAS_CONSUMPTION', { guestId: guest.id });
  const leaves = event('visit.guestLeft', {
    visitId: visit.id,
    roomNo: visit.roomNo,
    guestId: guest.id,
    reason: data.reason,
  });
  const isLast = presentGuests(state, visit.id).length === 1;
  return isLast ? [leaves, ...closing(state, visit, 'unused')] : [leaves];
}

export function closeVisit(state: StoreState, data: CommandData<'visit.close'>): StoreEvent[] {
  const visit = openVisit(state, data.visitId);
  const guests = presentGuests(state, visit.id);
  if (guests.some((guest) => hasConsumed(state, visit.id, guest.id))) {
    throw visitError('VISIT_HAS_CONSUMPTION', { roomNo: visit.roomNo });
  }
  return [
    ...guests.map((guest) =>
      event('visit.guestLeft', { visitId: visit.id, roomNo: visit.roomNo, guestId: guest.id, reason: 'closed' }),
    ),
    ...closing(state, visit, 'unused'),
  ];
}

/**
 * Moves guests to another room; their clocks and goods go along. Into an empty room opens a visit of the same party
 * there; into an opened one they join it. Who was called to the old room is called again to the new one. A manager
 * approves what a lower minimum charge takes off the bill.
 */
export function changeRoom(
  state: StoreState,
  data: CommandData<'visit.changeRoom'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const visit = openVisit(state, data.visitId);
  const present = presentGuests(state, visit.id);
  const moving = data.guestIds === undefined ? present : named(present, data.guestIds);
  if (data.toRoomNo === visit.roomNo) throw roomError('ROOM_IS_THE_SAME', { roomNo: visit.roomNo });
  roomOf(state, data.toRoomNo);
  const events: StoreEvent[] = [];
  const joined = state.visits.openIn(data.toRoomNo);
  let beds: number[];
  let ordinal = 0;
  const toVisitId = joined?.id ?? ctx.newId();
  if (joined) {
    beds = freeBeds(state, joined);
    ordinal = lastOrdinal(state, joined.id);
  } else {
    const room = freeRoom(state, data.toRoomNo);
    const despite = keptForOthers(state, data.toRoomNo, data, ctx);
    beds = range(room.beds);
    events.push(
      event('visit.opened', {
        visitId: toVisitId,
        no: nextVisitNo(state, ctx),
        roomNo: data.toRoomNo,
        partyId: visit.partyId,
        guests: [],
        ...(despite && { despite }),
      }),
    );
  }
  if (moving.length > beds.length) {
    const total = state.site.rooms.get(data.toRoomNo)?.beds ?? 0;
    throw roomError('ROOM_TOO_SMALL', { roomNo: data.toRoomNo, beds: total });
  }
  const clocks = state.clocks.ofVisit(visit.id);
  const goods = state.goods.ofVisit(visit.id);
  const approval = approvalOfMove(state, visit, { moving, joined, toRoomNo: data.toRoomNo }, data, ctx);
  moving.forEach((guest, index) => {
    events.push(
      event('visit.guestMoved', {
        guestId: guest.id,
        fromVisitId: visit.id,
        fromRoomNo: visit.roomNo,
        toVisitId,
        toRoomNo: data.toRoomNo,
        bed: beds[index] ?? 1,
        ordinal: ordinal + index + 1,
        clockIds: clocks.filter((clock) => clock.guestId === guest.id).map((clock) => clock.id),
        goodsLineIds: goods.filter((line) => line.guestId === guest.id).map((line) => line.id),
        ...(data.reason !== undefined && { reason: data.reason }),
        ...(index === 0 ? approval.said : {}),
      }),
    );
  });
  if (moving.length === present.length) events.push(...closing(state, visit, 'moved'));
  return [...approval.used, ...events, ...calledTo(data.toRoomNo, clocks, moving)];
}

/** Whoever was called to guests who go to another room is called again, to that one. */
function calledTo(roomNo: string, clocks: readonly Clock[], moving: readonly Guest[]): StoreEvent[] {
  const ids = new Set(moving.map(({ id }) => id));
  return clocks.flatMap(({ id: clockId, state, guestId, technicianNo, serviceCode, type, callCount }) => {
    if (state !== 'called' || technicianNo === null || !ids.has(guestId)) return [];
    return [event('clock.calledAgain', { clockId, roomNo, serviceCode, type, technicianNo, callCount: callCount + 1 })];
  });
}

/** Closes a visit; the room is dirty where anybody was served in it, or may have been. */
export function closing(state: StoreState, visit: Visit, reason: 'paid' | 'unused' | 'moved'): StoreEvent[] {
  const hasPaid = state.visits.guestsOf(visit.id).some((guest) => guest.billId !== null);
  const used =
    reason === 'paid' ||
    hasPaid ||
    mayHaveBeenServed(state, state.clocks.ofVisit(visit.id)) ||
    state.goods.ofVisit(visit.id).some((line) => line.cancelledAt === null);
  const said = reason === 'unused' && hasPaid ? 'paid' : reason;
  const unpaid = reason === 'unused' ? unpaidMinimum(state, visit) : {};
  const closed = event('visit.closed', { visitId: visit.id, roomNo: visit.roomNo, reason: said, ...unpaid });
  return used ? [closed, event('room.soiled', { roomNo: visit.roomNo })] : [closed];
}

/** One was started, or they were called for so long that somebody may have been served without a swipe. */
function mayHaveBeenServed(state: StoreState, clocks: readonly Clock[]): boolean {
  const givenUp = clocks.filter(({ cancelledAt }) => cancelledAt !== null);
  return clocks.some(({ startedAt }) => startedAt !== null) || isCalledTooLong(givenUp, state.site.site.store, 0);
}

function hasConsumed(state: StoreState, visitId: string, guestId: string): boolean {
  return (
    state.clocks.ofVisit(visitId).some((clock) => clock.guestId === guestId && clock.state !== 'cancelled') ||
    state.goods.ofVisit(visitId).some((line) => line.guestId === guestId && line.cancelledAt === null)
  );
}

function named(present: readonly Guest[], guestIds: readonly string[]): Guest[] {
  return [...new Set(guestIds)].map((guestId) => {
    const guest = present.find((candidate) => candidate.id === guestId);
    if (!guest) throw visitError('GUEST_UNKNOWN', { guestId });
    return guest;
  });
}

/** A room nobody is in and that can be used. */
function freeRoom(state: StoreState, roomNo: string): SiteRoom {
  const record = roomOf(state, roomNo);
  const room = state.site.rooms.get(roomNo);
  if (!room) throw roomError('ROOM_UNKNOWN', { roomNo });
  if (state.visits.openIn(roomNo)) throw roomError('ROOM_OCCUPIED', { roomNo });
  if (record.outOfOrder !== null) throw roomError('ROOM_OUT_OF_ORDER', { roomNo, reason: record.outOfOrder });
  if (record.dirtySince !== null) throw roomError('ROOM_DIRTY', { roomNo });
  return room;
}

/**
 * The reservation of other guests a room is taken from, with the reason that was given; undefined where it is free for
 * anybody. Throws ROOM_RESERVED where no reason was given.
 */
function keptForOthers(
  state: StoreState,
  roomNo: string,
  { despiteReservation }: { despiteReservation?: string | undefined },
  ctx: DecisionContext,
  reservationId?: string,
): { reservationId: string; reason: string } | undefined {
  const kept = roomKeptFor(state, roomNo, ctx.at);
  if (!kept || kept.id === reservationId) return undefined;
  if (despiteReservation === undefined) throw roomReserved(state, kept, roomNo);
  return { reservationId: kept.id, reason: despiteReservation };
}

function freeBeds(state: StoreState, visit: Visit): number[] {
  const taken = new Set(
    state.visits
      .guestsOf(visit.id)
      .filter(isPresent)
      .map((guest) => guest.bed),
  );
  return range(state.site.rooms.get(visit.roomNo)?.beds ?? 0).filter((bed) => !taken.has(bed));
}

/** Not how many there are: those who went to another room leave a gap. */
function lastOrdinal(state: StoreState, visitId: string): number {
  return Math.max(0, ...state.visits.guestsOf(visitId).map((guest) => guest.ordinal));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function checkWristband(state: StoreState, wristbandNo: string): void {
  if (!state.site.wristbands.has(wristbandNo)) throw visitError('WRISTBAND_UNKNOWN', { wristbandNo });
  if (state.visits.guestWithWristband(wristbandNo)) throw visitError('WRISTBAND_IN_USE', { wristbandNo });
}

/** `1121-0187`: month, day, number within the trading day. */
function nextVisitNo(state: StoreState, ctx: DecisionContext): string {
  const number = state.visits.countOn(ctx.businessDate) + 1;
  return `${ctx.businessDate.slice(5).replace('-', '')}-${String(number).padStart(4, '0')}`;
}
