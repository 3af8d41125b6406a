import type {
  BookableTechnician,
  ErasurePreview,
  FreeQuestion,
  PhoneHistory,
  PlainRowsView,
  ReservationDay,
  ReservationDetail,
  ReservationView,
} from './views.ts';

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
  /** What an erasure would erase, for this reservation or all of its phone number. Throws RESERVATION_UNKNOWN. */
  erasable(reservationId: string): ErasurePreview;
  /** What the journal says plain of guests, for good. */
  plainRows(): PlainRowsView;
  /** Everybody, in the site's order. */
  free(question: FreeQuestion): BookableTechnician[];
}
