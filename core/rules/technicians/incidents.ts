import type { JournalEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';

/**
 * What of duty stands on the day's list: that somebody lost the place by what the desk did. Who swipes the own card has
 * done it to herself.
 */
export function technicianIncidents({ type, payload, actor }: JournalEvent): IncidentFacts[] {
  switch (type) {
    case 'technician.cameOnDuty': {
      const { technicianNo, again } = payload;
      return again && actor !== technicianNo ? [{ kind: 'place-lost', technicianNo }] : [];
    }
    case 'technician.cameBack': {
      const { technicianNo, byOther } = payload;
      return byOther ? [{ kind: 'place-lost', technicianNo }] : [];
    }
    default:
      return [];
  }
}
