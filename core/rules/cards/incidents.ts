import type { JournalEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';

/** What of cards stands on the day's list: who was kept from swiping, or signing in, by a card said to be lost. */
export function cardIncidents({ type, payload }: JournalEvent): IncidentFacts[] {
  if (type !== 'card.blocked' || !payload.byOther) return [];
  const { holder, no, reason } = payload;
  return [
    holder === 'technician'
      ? { kind: 'card-blocked', technicianNo: no, reason }
      : { kind: 'card-blocked', reason: `${no} · ${reason}` },
  ];
}
