import type { BookedItem, ReservationRules, ReservationState } from '../../core/reservations/reservation.ts';

/** What screens are given of reservations. Times UTC ms. The phone number is whole only where it is asked for. */

/** A reservation still to come, as the board and the clock room show it. */
export interface ReservationBrief {
  id: string;
  roomNo: string | null;
  startsAt: number;
  minutes: number;
  guestCount: number;
  guestName: string;
  /** `陈女士`, `陈**`: for a screen that everybody sees. */
  maskedName: string;
  items: BookedItem[];
  technicianNos: string[];
  /** The room is kept and the desk reminded. */
  kept: boolean;
  /** The technicians get no other clocks. */
  locked: boolean;
}

export interface ReservationView extends ReservationBrief {
  state: ReservationState;
  forDate: string;
  maskedPhone: string;
  note: string | null;
  bookedAt: number;
  bookedBy: string;
  revision: number;
  endedAt: number | null;
  endReason: string | null;
  visitId: string | null;
  /** How often somebody with this phone number did not come. */
  noShows: number;
}

/** One, to be looked at and edited. */
export interface ReservationDetail extends ReservationView {
  phone: string;
}

export interface ReservationDay {
  date: string;
  /** The present trading day. */
  today: string;
  /** Begin and end of the trading day. */
  fromAt: number;
  toAt: number;
  rules: ReservationRules;
  /** All states, by time. */
  reservations: ReservationView[];
}

/** What is known of a phone number. */
export interface PhoneHistory {
  noShows: number;
  arrived: number;
  cancelled: number;
  /** The name it was booked under last; null for a number never heard of. */
  guestName: string | null;
}

export interface ReservationService {
  /** Null: the present trading day. */
  day(date: string | null): ReservationDay;
  /**
   * By phone (three digits or more, anywhere in the number, of all times), else everything from today on, for the
   * screen to look through by name and initials. At most 500.
   */
  find(text: string): ReservationView[];
  /** Throws RESERVATION_UNKNOWN. */
  one(reservationId: string): ReservationDetail;
  phone(phone: string): PhoneHistory;
}
