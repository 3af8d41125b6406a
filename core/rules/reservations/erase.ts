import { formatTime } from '../../kernel/time.ts';
import type { CommandData } from '../../model/commands.ts';
import { event, type StoreEvent } from '../../model/events.ts';
import { reservationError } from '../../model/reservations/errors.ts';
import { knownReservation, namedIn } from '../../model/reservations/find.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * Erases what is known of the guests of some reservations. Throws RESERVATION_UNKNOWN, RESERVATION_STILL_PROMISED for
 * one whose guests are expected, RESERVATION_ERASED: then none is erased.
 */
export function erase(
  state: Pick<StoreState, 'site' | 'reservations'>,
  { reservationIds, reason }: CommandData<'reservation.erase'>,
): StoreEvent[] {
  const ids = [...new Set(reservationIds)];
  for (const id of ids) {
    const reservation = knownReservation(state, id);
    const { startsAt, forDate: date } = reservation;
    if (reservation.state === 'booked') {
      const time = formatTime(startsAt, state.site.site.store.timeZone);
      throw reservationError('RESERVATION_STILL_PROMISED', { guestName: namedIn(reservation), date, time });
    }
    if (reservation.erasedAt !== null) throw reservationError('RESERVATION_ERASED', { reservationId: id });
  }
  return [event('reservation.erased', { reservationIds: ids, reason })];
}
