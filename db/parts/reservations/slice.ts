import type { Reservation, TechnicianLock } from '../../../core/model/reservations/reservation.ts';
import type { ReservationsSlice } from '../../../core/model/reservations/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { Kept } from '../../engine/kept.ts';
import { allBooked, lockAt, openLocks, reservationById } from './queries.ts';

export class StoredReservations implements ReservationsSlice {
  readonly #read: ReadHandle;
  readonly #booked: Kept<readonly Reservation[]>;
  readonly #locks: Kept<readonly TechnicianLock[]>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#booked = new Kept(read, ['reservations'], () => allBooked(read));
    this.#locks = new Kept(read, ['technician_locks', 'clocks'], () => openLocks(read));
  }

  byId(reservationId: string) {
    return reservationById(this.#read, reservationId);
  }

  booked(fromAt: number, toAt: number) {
    return this.#booked.value.filter(({ startsAt }) => startsAt >= fromAt && startsAt <= toAt);
  }

  locks() {
    return this.#locks.value;
  }

  lockAt(technicianNo: string, at: number) {
    return lockAt(this.#read, technicianNo, at);
  }
}
