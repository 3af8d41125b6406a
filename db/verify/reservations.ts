import { overlap, type ReservationDetails, techniciansIn } from '../../core/reservations/reservation.ts';
import type { EventPayloads, JournalEvent } from '../../core/store/events.ts';
import type { ProblemList } from './problems.ts';

/**
 * Proves the reservations along the journal: each ends once, arrives with its visit and that visit with it, and no two
 * ever wanted the same room or technician at the same time.
 */
export class ReservationCheck {
  readonly #problems: ProblemList;
  readonly #booked = new Map<string, ReservationDetails>();
  /** Visits opened for a reservation that has not been said to have arrived yet, and in which room. */
  readonly #opened = new Map<string, { reservationId: string; roomNo: string; commandId: string }>();
  readonly #locked = new Set<string>();

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  next(event: JournalEvent): void {
    switch (event.type) {
      case 'reservation.booked':
      case 'reservation.changed':
        this.#book(event.type, event.payload);
        break;
      case 'reservation.techniciansLocked':
        this.#lock(event.payload);
        break;
      case 'visit.opened': {
        const { reservationId, visitId, roomNo } = event.payload;
        if (reservationId) this.#opened.set(visitId, { reservationId, roomNo, commandId: event.commandId });
        break;
      }
      case 'reservation.arrived': {
        const { reservationId, visitId, roomNo } = event.payload;
        const opened = this.#opened.get(visitId);
        const isIts = opened?.reservationId === reservationId && opened.roomNo === roomNo;
        if (isIts && opened.commandId === event.commandId) this.#opened.delete(visitId);
        else this.#problems.add('RESERVATION_WITHOUT_VISIT', { reservationId, visitId });
        this.#end(event.type, reservationId);
        break;
      }
      case 'reservation.cancelled':
      case 'reservation.noShow':
        this.#end(event.type, event.payload.reservationId);
        break;
    }
  }

  /** After the last row. */
  finish(): void {
    for (const [visitId, { reservationId }] of this.#opened) {
      this.#problems.add('VISIT_WITHOUT_RESERVATION', { visitId, reservationId });
    }
  }

  #book(type: 'reservation.booked' | 'reservation.changed', details: EventPayloads['reservation.booked']): void {
    const { reservationId } = details;
    if (this.#booked.has(reservationId) !== (type === 'reservation.changed')) {
      this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what: type });
    }
    this.#locked.delete(reservationId);
    for (const [otherId, other] of this.#booked) {
      if (otherId === reservationId || !overlap(details, other)) continue;
      const others = techniciansIn(other);
      const technicianNo = techniciansIn(details).find((no) => others.includes(no));
      const isSameRoom = details.roomNo !== null && details.roomNo === other.roomNo;
      if (!isSameRoom && technicianNo === undefined) continue;
      this.#problems.add('RESERVATION_OVERLAP', {
        ...{ reservationId, otherId, what: isSameRoom ? details.roomNo : technicianNo },
      });
    }
    this.#booked.set(reservationId, details);
  }

  #lock({ reservationId, technicianNos }: EventPayloads['reservation.techniciansLocked']): void {
    const booked = this.#booked.get(reservationId);
    const isIts = booked && techniciansIn(booked).join() === technicianNos.join();
    if (!isIts || this.#locked.has(reservationId)) {
      this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what: 'reservation.techniciansLocked' });
    }
    this.#locked.add(reservationId);
  }

  #end(what: string, reservationId: string): void {
    if (!this.#booked.delete(reservationId)) this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what });
    this.#locked.delete(reservationId);
  }
}
