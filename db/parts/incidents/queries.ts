import type { Incident } from '../../../core/model/incident.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** What did not go its way on a trading day, newest first, each with the number of its visit where it has one. */
export function incidentsOf(read: ReadHandle, businessDate: string): (Incident & { visitNo: string | null })[] {
  return read.all<Incident & { visitNo: string | null }>(
    `SELECT incident.seq, incident.at, kind, clockId, visitId, incident.roomNo, technicianNo, serviceCode, goodsCode,
       minutes, fromState, amountMinor, currency, reason, actor, allowedBy, visits.no AS visitNo
     FROM incidents AS incident LEFT JOIN visits ON visits.id = incident.visitId
     WHERE incident.businessDate = ? ORDER BY incident.seq DESC, kind`,
    businessDate,
  );
}

/** When the store's time was set on some trading days, by whom and by how many minutes, newest first. */
export interface TimeSetting {
  seq: number;
  /** UTC ms, in the time that was set. */
  at: number;
  actor: string;
  minutes: number;
}

export function timeSettingsBetween(read: ReadHandle, from: string, to: string): TimeSetting[] {
  return read.all<TimeSetting>(
    `SELECT seq, at, actor, minutes FROM incidents
     WHERE businessDate BETWEEN ? AND ? AND kind = 'time-set' ORDER BY seq DESC`,
    from,
    to,
  );
}
