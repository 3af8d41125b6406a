import type { DecisionContext } from '../../kernel/context.ts';
import { reservationError } from './errors.ts';
import { type Reservation, techniciansIn } from './reservation.ts';
import type { ReservationsSlice } from './slice.ts';

/** Throws RESERVATION_UNKNOWN. */
export function knownReservation(state: { reservations: ReservationsSlice }, reservationId: string): Reservation {
  const reservation = state.reservations.byId(reservationId);
  if (!reservation) throw reservationError('RESERVATION_UNKNOWN', { reservationId });
  return reservation;
}

/** The guest's name in a sentence; a dash where it is not there any more. */
export function namedIn({ guestName }: Pick<Reservation, 'guestName'>): string {
  return guestName === '' ? '—' : guestName;
}

/** One whose guests have not come yet. Throws RESERVATION_UNKNOWN, or says what became of it. */
export function openReservation(state: { reservations: ReservationsSlice }, reservationId: string): Reservation {
  const reservation = knownReservation(state, reservationId);
  const guestName = namedIn(reservation);
  switch (reservation.state) {
    case 'booked':
      return reservation;
    case 'arrived':
      throw reservationError('RESERVATION_ARRIVED', { guestName });
    case 'cancelled':
      throw reservationError('RESERVATION_CANCELLED', { guestName });
    case 'no-show':
      throw reservationError('RESERVATION_NO_SHOW', { guestName });
  }
}

/** A no-show of the present trading day, whose guests have not come late yet. Throws what it is instead. */
export function missedReservation(
  state: { reservations: ReservationsSlice },
  reservationId: string,
  { businessDate }: Pick<DecisionContext, 'businessDate'>,
): Reservation {
  const reservation = knownReservation(state, reservationId);
  const { forDate } = reservation;
  const guestName = namedIn(reservation);
  if (reservation.state === 'booked') throw reservationError('RESERVATION_NOT_MISSED', { guestName });
  if (reservation.state !== 'no-show') return openReservation(state, reservationId);
  if (reservation.lateVisitId !== null) throw reservationError('RESERVATION_CAME_LATE', { guestName });
  if (forDate !== businessDate) throw reservationError('RESERVATION_OF_ANOTHER_DAY', { guestName, date: forDate });
  return reservation;
}

/** What every end of a reservation says of it. */
export function factsOf(reservation: Reservation) {
  return {
    reservationId: reservation.id,
    roomNo: reservation.roomNo,
    technicianNos: techniciansIn(reservation),
    startsAt: reservation.startsAt,
  };
}
