import { phoneKeyOf } from '../../../core/model/reservations/reservation.ts';
import type { ReservationDetails } from '../../../core/model/reservations/reservation-details.ts';
import type { SqlValue, WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';

/** Reservations, and since when and until when technicians are kept for them. */
export const reservationProjections: Projections<EventsOf<'reservation'>> = {
  'reservation.booked'(tx, { at, actor, businessDate, payload }) {
    const { reservationId, forDate } = payload;
    tx.insert('reservations', {
      ...{ id: reservationId, ...columnsOf(payload), state: 'booked', forDate, businessDate },
      ...{ bookedAt: at, bookedBy: actor, revision: 0, despiteRoster: payload.roster?.reason ?? null },
    });
  },
  'reservation.changed'(tx, { at, payload }) {
    const { reservationId, forDate } = payload;
    const columns = { ...columnsOf(payload), forDate, despiteRoster: payload.roster?.reason ?? null };
    const names = Object.keys(columns);
    tx.change(
      `UPDATE reservations SET ${names.map((name) => `${name} = ?`).join(', ')},
         revision = revision + 1, keptAt = NULL, lockedAt = NULL WHERE id = ?`,
      ...Object.values(columns),
      reservationId,
    );
    unlock(tx, reservationId, at);
  },
  'reservation.kept'(tx, { at, payload }) {
    tx.change('UPDATE reservations SET keptAt = ? WHERE id = ?', at, payload.reservationId);
  },
  'reservation.techniciansLocked'(tx, { seq, at, businessDate, payload }) {
    const { reservationId, roomNo, startsAt, technicianNos } = payload;
    tx.change('UPDATE reservations SET lockedAt = ? WHERE id = ?', at, reservationId);
    for (const [index, technicianNo] of technicianNos.entries()) {
      tx.insert('technician_locks', {
        ...{ seq, n: index + 1, reservationId, technicianNo, roomNo, startsAt, fromAt: at, businessDate },
      });
    }
  },
  'reservation.arrived'(tx, { at, payload: { reservationId, visitId } }) {
    tx.change(
      `UPDATE reservations SET state = 'arrived', endedAt = ?, visitId = ? WHERE id = ?`,
      at,
      visitId,
      reservationId,
    );
    unlock(tx, reservationId, at);
  },
  'reservation.cancelled'(tx, { at, payload: { reservationId, reason } }) {
    tx.change(
      `UPDATE reservations SET state = 'cancelled', endedAt = ?, endReason = ? WHERE id = ?`,
      at,
      reason,
      reservationId,
    );
    unlock(tx, reservationId, at);
  },
  'reservation.noShow'(tx, { at, payload: { reservationId } }) {
    tx.change(`UPDATE reservations SET state = 'no-show', endedAt = ? WHERE id = ?`, at, reservationId);
    unlock(tx, reservationId, at);
  },
  'reservation.cameLate'(tx, { at, payload: { reservationId, visitId } }) {
    tx.change('UPDATE reservations SET cameLateAt = ?, lateVisitId = ? WHERE id = ?', at, visitId, reservationId);
  },
  // What is personal is made blank for every part alike, see `personal` in part.ts.
  'reservation.erased'(tx, { at, payload: { reservationIds } }) {
    for (const id of reservationIds) tx.change('UPDATE reservations SET erasedAt = ? WHERE id = ?', at, id);
  },
};

function columnsOf(details: ReservationDetails): Record<string, SqlValue> {
  const { roomNo, startsAt, minutes, guestCount, guestName, phone, note, items } = details;
  const phoneKey = phoneKeyOf(phone);
  return { roomNo, startsAt, minutes, guestCount, guestName, phone, phoneKey, note, items: JSON.stringify(items) };
}

function unlock(tx: WriteHandle, reservationId: string, at: number): void {
  tx.run('UPDATE technician_locks SET toAt = ? WHERE reservationId = ? AND toAt IS NULL', at, reservationId);
}
