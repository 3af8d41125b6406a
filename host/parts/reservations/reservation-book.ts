import { addDays } from '../../../core/kernel/time.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import { reservationError } from '../../../core/model/reservations/errors.ts';
import { phoneKeyOf, reservationRulesOf } from '../../../core/model/reservations/reservation.ts';
import {
  noShowsOf,
  reservationsByPhonePart,
  reservationsFrom,
  reservationsOfDay,
  reservationsOfPhone,
} from '../../../db/parts/reservations/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import { reservationView } from './reservation-views.ts';
import type { ReservationService } from './service.ts';
import type {
  BookableTechnician,
  FreeQuestion,
  PhoneHistory,
  ReservationDay,
  ReservationDetail,
  ReservationView,
} from './views.ts';
import { awayTimes, bookableAt } from './who-is-free.ts';

export interface ReservationBookOptions {
  db: StoreDatabase;
  businessDate(): string;
}

const foundLimit = 500;
const phonePartLength = 3;

/** The book of reservations, as the desk reads it. */
export class ReservationBook implements ReservationService {
  readonly #options: ReservationBookOptions;

  constructor(options: ReservationBookOptions) {
    this.#options = options;
  }

  day(asked: string | null): ReservationDay {
    const { db, businessDate } = this.#options;
    const { site } = db.state.site;
    const { timeZone, businessDayStartsAt } = site.store;
    const today = businessDate();
    const date = asked ?? today;
    return {
      date,
      today,
      fromAt: instantOf(date, businessDayStartsAt, timeZone),
      toAt: instantOf(addDays(date, 1), businessDayStartsAt, timeZone),
      rules: reservationRulesOf(site),
      away: awayTimes(db, date),
      reservations: reservationsOfDay(db.read, date).map((one) => reservationView(db, one)),
    };
  }

  find(text: string): ReservationView[] {
    const { db, businessDate } = this.#options;
    const digits = phoneKeyOf(text);
    const found =
      digits.length >= phonePartLength
        ? reservationsByPhonePart(db.read, digits, foundLimit)
        : reservationsFrom(db.read, businessDate(), foundLimit);
    return found.map((one) => reservationView(db, one));
  }

  one(reservationId: string): ReservationDetail {
    const { db } = this.#options;
    const reservation = db.state.reservations.byId(reservationId);
    if (!reservation) throw reservationError('RESERVATION_UNKNOWN', { reservationId });
    return { ...reservationView(db, reservation), phone: reservation.phone };
  }

  free(question: FreeQuestion): BookableTechnician[] {
    return bookableAt(this.#options.db, question);
  }

  phone(phone: string): PhoneHistory {
    const { db } = this.#options;
    const key = phoneKeyOf(phone);
    const before = reservationsOfPhone(db.read, key, foundLimit);
    const countOf = (state: string) => before.filter((one) => one.state === state).length;
    return {
      noShows: noShowsOf(db.read, key),
      arrived: countOf('arrived'),
      cancelled: countOf('cancelled'),
      guestName: before[0]?.guestName ?? null,
    };
  }
}
