import type { CountColumn } from '../../../core/model/clock-types/clock-types.ts';
import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';
import { freezeRules } from '../commission/projection.ts';

/** Clocks, and the segments in which each technician served them. */
export const clockProjections: Projections<EventsOf<'clock'>> = {
  'clock.ordered'(tx, { at, businessDate, payload }) {
    const { clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, pairOf } = payload;
    const { afterId = null, reservationId = null, currency } = payload;
    tx.insert('clocks', {
      id: clockId,
      visitId,
      guestId,
      roomNo,
      serviceCode,
      type,
      state: 'ordered',
      choice: JSON.stringify(choice),
      pairOf,
      afterId,
      reservationId,
      minutes,
      priceMinor,
      currency,
      orderedAt: at,
      callCount: 0,
      businessDate,
    });
  },
  'clock.called'(tx, { at, payload }) {
    const { clockId, technicianNo, queueId, heldRank, type } = payload;
    tx.change(
      `UPDATE clocks SET state = 'called', technicianNo = ?, queueId = ?, heldRank = ?, type = ?, calledAt = ?,
         firstCalledAt = COALESCE(firstCalledAt, ?), callCount = 1, lateAt = NULL WHERE id = ?`,
      technicianNo,
      queueId,
      heldRank,
      type,
      at,
      at,
      clockId,
    );
  },
  'clock.calledAgain'(tx, { payload }) {
    tx.change('UPDATE clocks SET callCount = ? WHERE id = ?', payload.callCount, payload.clockId);
  },
  'clock.started'(tx, { at, businessDate, payload }) {
    const { clockId, technicianNo, dueAt, reason, countsAs = null } = payload;
    tx.change(
      `UPDATE clocks SET state = 'started', startedAt = ?, dueAt = ?, reason = ?, countsAs = ? WHERE id = ?`,
      at,
      dueAt,
      reason,
      countsAs,
      clockId,
    );
    // Mostly who was called; a column that is set is written to its indexes, changed or not.
    tx.run(
      'UPDATE clocks SET technicianNo = ? WHERE id = ? AND technicianNo IS NOT ?',
      technicianNo,
      clockId,
      technicianNo,
    );
    openSegment(tx, clockId, technicianNo, at, businessDate);
    freezeRules(tx, clockId, payload.commission);
  },
  'clock.extended'(tx, { at, businessDate, payload }) {
    const { clockId, parentId, visitId, guestId, roomNo, serviceCode, technicianNo, minutes, priceMinor } = payload;
    tx.insert('clocks', {
      id: clockId,
      visitId,
      guestId,
      roomNo,
      serviceCode,
      type: 'extension',
      state: 'started',
      choice: JSON.stringify({ kind: 'requested', technicianNo }),
      technicianNo,
      parentId,
      minutes,
      priceMinor,
      currency: payload.currency,
      automatic: payload.automatic ? 1 : 0,
      orderedAt: at,
      callCount: 0,
      startedAt: at,
      businessDate,
    });
    freezeRules(tx, clockId, payload.commission);
    // The new end is reminded of again.
    tx.change('UPDATE clocks SET dueAt = ?, remindedAt = NULL WHERE id = ?', payload.dueAt, parentId);
  },
  'clock.extensionUndone'(tx, { at, payload: { clockId, parentId, dueAt, reason } }) {
    tx.change(`UPDATE clocks SET state = 'cancelled', cancelledAt = ?, reason = ? WHERE id = ?`, at, reason, clockId);
    // The time was up before: there is nothing to be reminded of.
    tx.change('UPDATE clocks SET dueAt = ?, remindedAt = ? WHERE id = ?', dueAt, at, parentId);
  },
  'clock.late'(tx, { at, payload }) {
    tx.change('UPDATE clocks SET lateAt = ? WHERE id = ?', at, payload.clockId);
  },
  'clock.handedBack'(tx, { payload: { clockId, type, passedBy } }) {
    tx.change(
      `UPDATE clocks SET state = 'ordered', technicianNo = NULL, queueId = NULL, heldRank = NULL, calledAt = NULL,
         firstCalledAt = NULL, callCount = 0, lateAt = NULL, reservationId = NULL, type = ?, passedBy = ? WHERE id = ?`,
      type,
      JSON.stringify(passedBy),
      clockId,
    );
  },
  'clock.rechosen'(tx, { payload: { clockId, choice, type, passedBy } }) {
    tx.change(
      'UPDATE clocks SET choice = ?, type = ?, passedBy = ?, reservationId = NULL WHERE id = ?',
      JSON.stringify(choice),
      type,
      passedBy.length > 0 ? JSON.stringify(passedBy) : null,
      clockId,
    );
  },
  'clock.reminded'(tx, { at, payload }) {
    tx.change('UPDATE clocks SET remindedAt = ? WHERE id = ?', at, payload.clockId);
  },
  'clock.ended'(tx, { at, payload }) {
    for (const id of [payload.clockId, ...payload.extensionIds]) {
      tx.change(`UPDATE clocks SET state = 'ended', endedAt = ? WHERE id = ?`, at, id);
    }
    // Without a reason of its own, the one of a start by hand stays.
    if (payload.reason !== null) {
      tx.change('UPDATE clocks SET reason = ? WHERE id = ?', payload.reason, payload.clockId);
    }
    closeSegment(tx, payload.clockId, at);
  },
  'clock.cancelled'(tx, { at, payload }) {
    for (const id of [payload.clockId, ...payload.extensionIds]) {
      tx.change(
        `UPDATE clocks SET state = 'cancelled', cancelledAt = ?, reason = ? WHERE id = ?`,
        at,
        payload.reason,
        id,
      );
    }
    closeSegment(tx, payload.clockId, at);
  },
  'clock.technicianChanged'(tx, { at, businessDate, payload }) {
    const { clockId, toTechnicianNo, queueId, heldRank, type, running, countsAs } = payload;
    tx.change(
      'UPDATE clocks SET technicianNo = ?, queueId = ?, heldRank = ?, type = ?, reservationId = NULL WHERE id = ?',
      toTechnicianNo,
      queueId,
      heldRank,
      type,
      clockId,
    );
    if (!running) return;
    if (countsAs) setColumn(tx, clockId, countsAs);
    closeSegment(tx, clockId, at);
    openSegment(tx, clockId, toTechnicianNo, at, businessDate);
  },
  'clock.converted'(tx, { payload: { clockId, countsAs, commission } }) {
    tx.change(`UPDATE clocks SET type = 'converted' WHERE id = ?`, clockId);
    if (countsAs) setColumn(tx, clockId, countsAs);
    freezeRules(tx, clockId, commission);
  },
  'clock.itemChanged'(tx, { payload }) {
    const { clockId, serviceCode, minutes, priceMinor, currency, dueAt, commission } = payload;
    // The new end is reminded of again.
    tx.change(
      `UPDATE clocks SET serviceCode = ?, minutes = ?, priceMinor = ?, currency = ?, dueAt = ?, remindedAt = NULL
       WHERE id = ?`,
      serviceCode,
      minutes,
      priceMinor,
      currency,
      dueAt,
      clockId,
    );
    freezeRules(tx, clockId, commission);
  },
};

function setColumn(tx: WriteHandle, clockId: string, countsAs: CountColumn): void {
  tx.change('UPDATE clocks SET countsAs = ? WHERE id = ?', countsAs, clockId);
}

function openSegment(tx: WriteHandle, clockId: string, technicianNo: string, at: number, businessDate: string): void {
  tx.run(
    `INSERT INTO clock_segments (clockId, n, technicianNo, fromAt, businessDate)
     SELECT ?, COUNT(*) + 1, ?, ?, ? FROM clock_segments WHERE clockId = ?`,
    clockId,
    technicianNo,
    at,
    businessDate,
    clockId,
  );
}

function closeSegment(tx: WriteHandle, clockId: string, at: number): void {
  tx.run('UPDATE clock_segments SET toAt = ? WHERE clockId = ? AND toAt IS NULL', at, clockId);
}
