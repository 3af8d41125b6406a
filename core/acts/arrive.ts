import type { DecisionContext } from '../kernel/context.ts';
import type { TechnicianChoice } from '../model/clocks/choice.ts';
import { numberIn } from '../model/clocks/choice.ts';
import type { CommandData } from '../model/commands.ts';
import type { StoreEvent } from '../model/events.ts';
import { event } from '../model/events.ts';
import { reservationError } from '../model/reservations/errors.ts';
import { factsOf, missedReservation, openReservation } from '../model/reservations/find.ts';
import { type Reservation, techniciansIn } from '../model/reservations/reservation.ts';
import type { BookedItem } from '../model/reservations/reservation-details.ts';
import { guestsFor } from '../model/site/defaults.ts';
import type { StoreState } from '../model/state.ts';

import { lockAgainst } from '../rules/reservations/locks.ts';
import { isFree } from '../rules/rotation/choose.ts';
import { openVisitIn } from '../rules/visits/decide.ts';

/**
 * The guests are here: opens their room with what they booked. `roomNo`, `guests` and `orders` say what came
 * otherwise than it was booked.
 */
export function arrive(state: StoreState, data: CommandData<'reservation.arrive'>, ctx: DecisionContext): StoreEvent[] {
  const reservation = openReservation(state, data.reservationId);
  const { opening, opened, visitId } = openingFor(state, reservation, data, ctx, (booked) => booked, reservation.id);
  const { roomNo } = opening;
  return [
    ...opened,
    event('reservation.arrived', { ...factsOf(reservation), visitId, roomNo, bookedRoomNo: reservation.roomNo }),
  ];
}

/**
 * The guests of a no-show of today come after all: an ordinary visit with what they booked. Room and technicians were
 * given away, so who was asked for comes where she or he is free now, and else the rotation gives one. They stay
 * counted as a no-show.
 */
export function arriveLate(
  state: StoreState,
  data: CommandData<'reservation.arriveLate'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const reservation = missedReservation(state, data.reservationId, ctx);
  const { opening, opened, visitId } = openingFor(state, reservation, data, ctx, (booked) =>
    withWhoIsFree(state, booked, ctx),
  );
  const asked = opening.orders.flatMap((order) => order?.choices.flatMap((choice) => numberIn(choice) ?? []) ?? []);
  const byRotation = techniciansIn(reservation).filter((technicianNo) => !asked.includes(technicianNo));
  const { id: reservationId } = reservation;
  return [...opened, event('reservation.cameLate', { reservationId, visitId, roomNo: opening.roomNo, byRotation })];
}

type Orders = CommandData<'visit.open'>['orders'];

/** The opening of the room with what was booked, or with what came instead. */
function openingFor(
  state: StoreState,
  reservation: Reservation,
  data: CommandData<'reservation.arrive'>,
  ctx: DecisionContext,
  served: (booked: Orders) => Orders,
  reservationId?: string,
) {
  const roomNo = data.roomNo ?? reservation.roomNo;
  if (roomNo === null) throw reservationError('ROOM_NOT_CHOSEN');
  const guests = data.guests ?? Array.from({ length: reservation.guestCount }, () => ({}));
  const orders = data.orders ?? served(ordersOf(state, reservation.items, guests.length));
  const { despiteReservation } = data;
  const opening = { roomNo, guests, orders, ...(despiteReservation && { despiteReservation }) };
  const opened = openVisitIn(state, opening, ctx, reservationId);
  const visitId = opened.flatMap((one) => (one.type === 'visit.opened' ? one.payload.visitId : []))[0] ?? '';
  return { opening, opened, visitId };
}

/** The orders with the rotation in place of everybody who cannot come this minute. */
function withWhoIsFree(state: StoreState, orders: Orders, { at }: DecisionContext): Orders {
  return orders.map((order) => {
    if (!order) return null;
    const minutes = state.site.services.get(order.serviceCode)?.minutes ?? 0;
    const choices = order.choices.map((choice): TechnicianChoice => {
      const technicianNo = numberIn(choice);
      const canCome =
        technicianNo === null ||
        (state.site.technicians.has(technicianNo) &&
          isFree(state, technicianNo) &&
          !lockAgainst(state, technicianNo, { minutes, visitId: null }, at));
      return canCome ? choice : { kind: 'rotation' };
    });
    return { ...order, choices };
  });
}

/** What the booked items are as orders of as many guests as came; items nobody is there for are left out. */
function ordersOf(state: Pick<StoreState, 'site'>, items: readonly BookedItem[], guestCount: number): Orders {
  const orders: Orders = [];
  for (const { serviceCode, technicianNos } of items) {
    const guests = guestsFor(state.site.services.get(serviceCode));
    if (orders.length + guests > guestCount) break;
    // Who has left since is served for by the next of the rotation; an item that is not sold any more is asked anew.
    if (!state.site.services.has(serviceCode)) {
      orders.push(null);
      continue;
    }
    const choices = technicianNos.map((technicianNo): TechnicianChoice => {
      const isHere = state.site.technicians.has(technicianNo);
      return isHere ? { kind: 'requested', technicianNo } : { kind: 'rotation' };
    });
    orders.push({ serviceCode, choices }, ...Array.from({ length: guests - 1 }, () => null));
  }
  return orders;
}
