import { addDays } from '../../../core/kernel/time.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import { reservationError } from '../../../core/model/reservations/errors.ts';
import {
  maskedPhone,
  phoneKeyOf,
  type Reservation,
  reservationRulesOf,
} from '../../../core/model/reservations/reservation.ts';
import {
  countPlainRows,
  noShowsOf,
  plainRows,
  plainRowsOf,
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
  ErasableReservation,
  ErasurePreview,
  FreeQuestion,
  PhoneHistory,
  PlainRowsView,
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
    const reservation = this.#known(reservationId);
    return { ...reservationView(this.#options.db, reservation), phone: reservation.phone };
  }

  erasable(reservationId: string): ErasurePreview {
    const asked = this.#known(reservationId);
    const others = reservationsOfPhone(this.#options.db.read, phoneKeyOf(asked.phone), foundLimit);
    const all = [asked, ...others.filter(({ id }) => id !== asked.id)];
    return { reservations: all.filter(({ erasedAt }) => erasedAt === null).map((one) => this.#erasableOf(one)) };
  }

  plainRows(): PlainRowsView {
    const { db } = this.#options;
    const byReservation = Map.groupBy(plainRows(db.read, foundLimit), ({ reservationId }) => reservationId);
    const reservations = [...byReservation].flatMap(([id, rows]) => {
      const reservation = db.state.reservations.byId(id);
      if (!reservation) return [];
      const { startsAt, forDate, erasedAt } = reservation;
      return [{ id, startsAt, forDate, erasedAt, seqs: rows.map(({ seq }) => seq) }];
    });
    return { rows: countPlainRows(db.read), reservations: reservations.sort((a, b) => b.startsAt - a.startsAt) };
  }

  #known(reservationId: string): Reservation {
    const reservation = this.#options.db.state.reservations.byId(reservationId);
    if (!reservation) throw reservationError('RESERVATION_UNKNOWN', { reservationId });
    return reservation;
  }

  #erasableOf({ id, startsAt, forDate, state, guestName, phone, note }: Reservation): ErasableReservation {
    return {
      ...{ id, startsAt, forDate, state, guestName, maskedPhone: maskedPhone(phone), hasNote: note !== null },
      plainRows: plainRowsOf(this.#options.db.read, id).length,
    };
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
