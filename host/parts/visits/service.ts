import type { HistoryEntry } from './views.ts';

export interface VisitService {
  /** Everything that happened in a visit, oldest first. */
  history(visitId: string): HistoryEntry[];
}
