import type { IncidentDay } from './views.ts';

/** Early clock-offs, refusals, late calls, extensions by themselves, cancellations. */
export interface IncidentService {
  /** `date` null: the present trading day. */
  day(date: string | null): IncidentDay;
}
