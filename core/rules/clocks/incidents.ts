import type { JournalEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';

/** What of clocks stands on the day's list of incidents. */
export function clockIncidents(event: JournalEvent): IncidentFacts[] {
  const { type, payload } = event;
  switch (type) {
    case 'clock.ended': {
      const { earlyMinutes: minutes, reason } = payload;
      return minutes > 0 ? [{ kind: 'early-end', ...on(payload), minutes, reason }] : [];
    }
    case 'clock.cancelled': {
      const { from: fromState, reason, allowedBy = null } = payload;
      return [{ kind: 'cancelled', ...on(payload), fromState, reason, allowedBy }];
    }
    case 'clock.handedBack': {
      const { why, reason, allowedBy } = payload;
      return [{ kind: why === 'refused' ? 'refused' : 'late-replaced', ...on(payload), reason, allowedBy }];
    }
    case 'clock.late':
      return [{ kind: 'late', ...on(payload), minutes: payload.minutes }];
    case 'clock.extended':
      return payload.automatic ? [{ kind: 'extended-by-store', ...on(payload), minutes: payload.minutes }] : [];
    case 'clock.extensionUndone': {
      const { minutes, reason } = payload;
      return [{ kind: 'extension-undone', ...on(payload), minutes, reason }];
    }
    default:
      return [];
  }
}

type OfClock = Pick<IncidentFacts, 'clockId' | 'visitId' | 'roomNo' | 'technicianNo'>;

function on({ clockId, visitId, roomNo, technicianNo }: Required<OfClock>): OfClock {
  return { clockId, visitId, roomNo, technicianNo };
}
