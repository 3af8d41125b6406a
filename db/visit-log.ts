import type { JournalEvent } from '../core/model/events.ts';
import type { StoreState } from '../core/model/state.ts';
import { visitsOf } from '../core/parts.ts';
import type { WriteHandle } from './engine/connection.ts';

/** Notes which visits an event belongs to, so that a visit's history is found without a search. */
export function logVisits(tx: WriteHandle, event: JournalEvent, state: StoreState): void {
  for (const visitId of visitsOf(event, state)) tx.insert('visit_log', { visitId, seq: event.seq });
}
