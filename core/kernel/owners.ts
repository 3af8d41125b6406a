import type { PersonalOwner } from './personal.ts';

/** Those who have keys of their own and of whom more than one aggregate says something personal. */

/** Name, phone number and note of a reservation, and every reason that is about it. */
export function ownerOfReservation(reservationId: string): PersonalOwner {
  return { kind: 'reservation', id: reservationId };
}
