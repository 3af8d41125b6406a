import { hourMs } from '../../../core/kernel/time.ts';
import { rosterMissesOf } from '../../../core/model/reservations/off-roster.ts';
import {
  maskedName,
  maskedPhone,
  phoneKeyOf,
  type Reservation,
  techniciansIn,
} from '../../../core/model/reservations/reservation.ts';
import { doneBy } from '../../../core/model/site/names.ts';
import { noShowsOf } from '../../../db/parts/reservations/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { ReservationBrief, ReservationView } from './views.ts';

/** How far ahead the board looks, ms. */
const aheadMs = 36 * hourMs;
/** More are never shown at once on the board. */
const shownLimit = 200;

/** What is still to come and near, by time: whole lists, they are short. */
export function upcoming(db: StoreDatabase, now: number): ReservationBrief[] {
  return db.state.reservations
    .booked(0, now + aheadMs)
    .slice(0, shownLimit)
    .map((one) => briefOf(db, one));
}

function briefOf(db: StoreDatabase, reservation: Reservation): ReservationBrief {
  const { id, roomNo, startsAt, minutes, guestCount, guestName, items, keptAt, lockedAt } = reservation;
  return {
    ...{ id, roomNo, startsAt, minutes, guestCount, guestName, items },
    maskedName: maskedName(guestName),
    technicianNos: techniciansIn(reservation).map((key) => doneBy(db.state.settings, key)),
    kept: keptAt !== null,
    locked: lockedAt !== null,
  };
}

export function reservationView(db: StoreDatabase, reservation: Reservation): ReservationView {
  const { state, forDate, phone, note, bookedAt, bookedBy, revision, endedAt, endReason, visitId } = reservation;
  const { despiteRoster, cameLateAt, erasedAt } = reservation;
  return {
    ...briefOf(db, reservation),
    ...{ state, forDate, note, bookedAt, revision, endedAt, endReason, visitId },
    bookedBy: doneBy(db.state.settings, bookedBy),
    ...{ despiteRoster, cameLateAt, erasedAt },
    rosterMisses: state === 'booked' ? rosterMissesOf(reservation, db.state.attendance, db.state.site.site.store) : [],
    maskedPhone: maskedPhone(phone),
    noShows: noShowsOf(db.read, phoneKeyOf(phone)),
  };
}
