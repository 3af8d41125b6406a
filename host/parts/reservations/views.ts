import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';
import type { ReservationRules, ReservationState } from '../../../core/model/reservations/reservation.ts';
import type { BookedItem } from '../../../core/model/reservations/reservation-details.ts';
import type { RosterMiss } from '../../../core/model/reservations/roster-miss.ts';

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
  /** What the roster has against it now, while it is booked. */
  rosterMisses: RosterMiss[];
  /** Why somebody was booked against the roster. */
  despiteRoster: string | null;
  /** After a no-show: when the guests came all the same. */
  cameLateAt: number | null;
  /** Since when name, phone number and note are erased. */
  erasedAt: number | null;
}

/** A reservation whose guest's data somebody wants erased. */
export interface ErasableReservation {
  id: string;
  startsAt: number;
  forDate: string;
  state: ReservationState;
  guestName: string;
  maskedPhone: string;
  hasNote: boolean;
  /** Rows of the journal from before such data were sealed: they stay as they are. */
  plainRows: number;
}

/** What an erasure would do. */
export interface ErasurePreview {
  /** The one that is asked about, and every other under its phone number, newest first. Those erased already are not. */
  reservations: ErasableReservation[];
}

/** What the journal says of guests from before that was sealed, and cannot be erased from it. */
export interface PlainRowsView {
  /** All rows; `reservations` holds those of the first 500. */
  rows: number;
  reservations: { id: string; startsAt: number; forDate: string; erasedAt: number | null; seqs: number[] }[];
}

/** A time a technician is not there on a trading day, and what stands in the roster for that day. */
export interface AwayTime {
  technicianNo: string;
  entry: RosterEntry;
  fromAt: number;
  toAt: number;
}

/** A time somebody is wanted for; `exceptId`: the reservation that is being changed. */
export interface FreeQuestion {
  startsAt: number;
  minutes: number;
  exceptId: string | null;
}

/** Somebody who could be asked for at that time, and what speaks against it. */
export interface BookableTechnician {
  no: string;
  name: string;
  skills: readonly string[];
  /** What she or he is down for on that trading day; null where nothing is written. */
  entry: RosterEntry | null;
  miss: RosterMiss | null;
  /** The reservation that has her or him then. */
  booked: { guestName: string; fromAt: number; untilAt: number } | null;
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
  /** By the roster. */
  away: AwayTime[];
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
