import type { TechnicianMarks, TechnicianRecord } from '../../../core/model/technicians/technician.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** Every technician's record, by number as text. */
export function allTechnicians(read: ReadHandle): TechnicianRecord[] {
  return read.all<TechnicianRecord>('SELECT no, duty, since, restUntil FROM technicians ORDER BY no');
}

type MarksRow = Omit<TechnicianMarks, 'pauseAsked'> & { pauseAsked: number };

/** Of everybody who has any, by number as text. */
export function allMarks(read: ReadHandle): TechnicianMarks[] {
  return read
    .all<MarksRow>(
      `SELECT technicianNo, heldUntil, stoppedSince, pauseAsked, pausedSince, reason FROM technician_marks
       ORDER BY technicianNo`,
    )
    .map((row) => ({ ...row, pauseAsked: row.pauseAsked === 1 }));
}
