import type { Incident } from '../../../core/model/incident.ts';

/** What did not go its way on one trading day. */
export interface IncidentDay {
  date: string;
  /** The present trading day. */
  today: string;
  /** Newest first. */
  incidents: (Incident & { visitNo: string | null })[];
}
