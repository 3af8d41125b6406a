import type { SqlValue, WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';

type MarkEvents = Exclude<
  EventsOf<'technician'>,
  'technician.cameOnDuty' | 'technician.wentOffDuty' | 'technician.tookRest' | 'technician.cameBack'
>;

/** Holds, stops and pauses; whoever has none has no row. */
export const markProjections: Projections<MarkEvents> = {
  'technician.held'(tx, { payload: { technicianNo, until, reason } }) {
    set(tx, technicianNo, 'heldUntil', until, reason);
  },
  'technician.holdEnded'(tx, { payload }) {
    clear(tx, payload.technicianNo, 'heldUntil = NULL');
  },
  'technician.stopped'(tx, { at, payload: { technicianNo, reason } }) {
    set(tx, technicianNo, 'stoppedSince', at, reason);
  },
  'technician.stopEnded'(tx, { payload }) {
    clear(tx, payload.technicianNo, 'stoppedSince = NULL');
  },
  'technician.pauseAsked'(tx, { payload: { technicianNo, reason } }) {
    set(tx, technicianNo, 'pauseAsked', 1, reason);
  },
  'technician.paused'(tx, { at, payload: { technicianNo } }) {
    tx.change('UPDATE technician_marks SET pauseAsked = 0, pausedSince = ? WHERE technicianNo = ?', at, technicianNo);
  },
  'technician.pauseEnded'(tx, { payload }) {
    clear(tx, payload.technicianNo, 'pauseAsked = 0, pausedSince = NULL');
  },
};

function set(
  tx: WriteHandle,
  technicianNo: string,
  column: 'heldUntil' | 'stoppedSince' | 'pauseAsked',
  value: SqlValue,
  reason: string | null,
): void {
  tx.run('INSERT OR IGNORE INTO technician_marks (technicianNo, pauseAsked) VALUES (?, 0)', technicianNo);
  tx.change(
    `UPDATE technician_marks SET ${column} = ?, reason = COALESCE(?, reason) WHERE technicianNo = ?`,
    value,
    reason,
    technicianNo,
  );
}

function clear(tx: WriteHandle, technicianNo: string, what: string): void {
  tx.change(`UPDATE technician_marks SET ${what} WHERE technicianNo = ?`, technicianNo);
  tx.run(
    `DELETE FROM technician_marks WHERE technicianNo = ?
       AND heldUntil IS NULL AND stoppedSince IS NULL AND pausedSince IS NULL AND pauseAsked = 0`,
    technicianNo,
  );
}
