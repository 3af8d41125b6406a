import type { JournalEvent } from '../../../core/model/events.ts';
import type { IncidentFacts } from '../../../core/model/incident.ts';

import type { WriteHandle } from '../../engine/connection.ts';

type OfVisit = { roomNo: string };
type OfClock = OfVisit & { visitId: string; technicianNo: string | null; serviceCode: string };

/** Notes what an event says did not go its way, so that a day's list is found without a search. */
export function noteIncidents(tx: WriteHandle, event: JournalEvent, incidents: readonly IncidentFacts[]): void {
  const { seq, at, businessDate, actor } = event;
  for (const facts of incidents) {
    const { clockId = null, visitId = null } = facts;
    const of =
      clockId === null
        ? tx.get<OfVisit>('SELECT roomNo FROM visits WHERE id = ?', visitId)
        : tx.get<OfClock>('SELECT visitId, roomNo, technicianNo, serviceCode FROM clocks WHERE id = ?', clockId);
    tx.insert('incidents', { seq, at, businessDate, actor, ...of, ...facts });
  }
}
