import type { Incident } from '../../../core/model/incident.ts';
import type { SettingChange } from '../../../core/model/site/change-lines.ts';

/** What did not go its way on one trading day. */
export interface IncidentDay {
  date: string;
  /** The present trading day. */
  today: string;
  /** Newest first. */
  incidents: IncidentView[];
}

export interface IncidentView extends Incident {
  visitNo: string | null;
  /** What was changed in the settings, where it is that. */
  changes: SettingChange[] | null;
}
