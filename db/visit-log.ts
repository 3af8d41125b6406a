import type { JournalEvent } from '../core/parts/events.ts';
import type { WriteHandle } from './engine/connection.ts';

/** Notes which visits an event belongs to, so that a visit's history is found without a search. */
export function logVisits(tx: WriteHandle, event: JournalEvent): void {
  for (const visitId of new Set(visitsOf(tx, event))) tx.insert('visit_log', { visitId, seq: event.seq });
}

function visitsOf(tx: WriteHandle, event: JournalEvent): string[] {
  switch (event.type) {
    case 'visit.guestMoved':
      return [event.payload.fromVisitId, event.payload.toVisitId];
    case 'bill.settled':
      return [event.payload.bill.visitId];
    case 'clock.calledAgain':
      return found(tx, 'SELECT visitId AS id FROM clocks WHERE id = ?', event.payload.clockId);
    case 'service.called':
    case 'service.answered':
      return found(tx, 'SELECT id FROM visits WHERE roomNo = ? AND closedAt IS NULL', event.payload.roomNo);
    default:
      return 'visitId' in event.payload ? [event.payload.visitId] : [];
  }
}

function found(tx: WriteHandle, sql: string, key: string): string[] {
  const row = tx.get<{ id: string }>(sql, key);
  return row ? [row.id] : [];
}
