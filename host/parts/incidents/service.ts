import type { IncidentDay } from './views.ts';

/** What went otherwise than planned, and what is worth a look: who, where, what it cost. */
export interface IncidentService {
  /** `date` null: the present trading day. */
  day(date: string | null): IncidentDay;
}
