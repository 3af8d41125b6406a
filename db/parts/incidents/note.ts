import type { JournalEvent } from '../../../core/model/events.ts';
import type { IncidentFacts } from '../../../core/model/incident.ts';

import type { WriteHandle } from '../../engine/connection.ts';

/** Notes what an event says did not go its way, so that a day's list is found without a search. */
export function noteIncidents(tx: WriteHandle, event: JournalEvent, incidents: readonly IncidentFacts[]): void {
  const { seq, at, businessDate, actor } = event;
  for (const facts of incidents) {
    const { clockId = null } = facts;
    const clock = tx.get<{ serviceCode: string }>('SELECT serviceCode FROM clocks WHERE id = ?', clockId);
    tx.insert('incidents', { seq, at, businessDate, actor, ...(clock ?? {}), ...facts });
  }
}
