import type { PersonalOwner } from '../../kernel/personal.ts';

/** Name, phone number and note of a reservation have a key of their own. */
export function ownerOfReservation(reservationId: string): PersonalOwner {
  return { kind: 'reservation', id: reservationId };
}

/** Why a guest's data are erased: chosen, not typed, since what is typed would name the guest again. */
export const erasureReasons = ['guest-asked', 'not-needed', 'entered-wrongly'] as const;
export type ErasureReason = (typeof erasureReasons)[number];
