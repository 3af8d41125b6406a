import type { ClockIncident } from '../../../core/model/clocks/incident.ts';

/** What did not go its way on the clocks of one trading day. */
export interface IncidentDay {
  date: string;
  /** The present trading day. */
  today: string;
  /** Newest first. */
  incidents: (ClockIncident & { visitNo: string })[];
}

/** Early clock-offs, refusals, late calls, extensions by themselves, cancellations. */
export interface IncidentService {
  /** `date` null: the present trading day. */
  day(date: string | null): IncidentDay;
}
