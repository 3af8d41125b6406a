import type { JournalEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';

/** A manager approved the own act: allowed where the settings say so, and on the list. */
export function approvalIncidents({ type, payload, actor }: JournalEvent): IncidentFacts[] {
  if (type !== 'authorisation.used' || !payload.own) return [];
  const { subject, own } = payload;
  const on =
    subject.kind === 'clock' ? { clockId: subject.id } : subject.kind === 'visit' ? { visitId: subject.id } : {};
  return [{ kind: 'own-approval', ...on, ...own, allowedBy: actor }];
}
