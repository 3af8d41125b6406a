import type { KeptLock, Reservation, TechnicianLock } from './reservation.ts';

/** What decisions look at of reservations. */
export interface ReservationsSlice {
  byId(reservationId: string): Reservation | null;
  /** Those still booked that begin between two instants (UTC ms, both included), by time, then id. */
  booked(fromAt: number, toAt: number): readonly Reservation[];
  /** Every technician who is kept for guests of a reservation now, by time of the reservation. */
  locks(): readonly TechnicianLock[];
  /** What kept a technician for a reservation at an instant (UTC ms); null where nothing did. */
  lockAt(technicianNo: string, at: number): KeptLock | null;
}
