import type { ClockIncident } from '../../../core/model/clocks/incident.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** What did not go its way on the clocks of a trading day, newest first, each with the number of its visit. */
export function incidentsOf(read: ReadHandle, businessDate: string): (ClockIncident & { visitNo: string })[] {
  return read.all<ClockIncident & { visitNo: string }>(
    `SELECT incident.seq, incident.at, kind, clockId, visitId, incident.roomNo, technicianNo, serviceCode, minutes,
       fromState, reason, actor, allowedBy, visits.no AS visitNo
     FROM clock_incidents AS incident JOIN visits ON visits.id = incident.visitId
     WHERE incident.businessDate = ? ORDER BY incident.seq DESC`,
    businessDate,
  );
}
