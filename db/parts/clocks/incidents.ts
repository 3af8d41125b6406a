import type { ClockIncident } from '../../../core/model/clocks/incident.ts';
import type { JournalEvent } from '../../../core/model/events.ts';

import type { WriteHandle } from '../../engine/connection.ts';

/** Notes what did not go its way on a clock, so that a day's list is found without a search. */
export function noteIncident(tx: WriteHandle, event: JournalEvent): void {
  const incident = incidentOf(event);
  if (!incident) return;
  const { seq, at, businessDate, actor } = event;
  const { kind, on, ...facts } = incident;
  const { clockId, visitId, roomNo, technicianNo } = on;
  const clock = tx.get<{ serviceCode: string }>('SELECT serviceCode FROM clocks WHERE id = ?', clockId);
  const serviceCode = clock?.serviceCode ?? '';
  tx.insert('clock_incidents', {
    ...{ seq, at, businessDate, kind, clockId, visitId, roomNo, technicianNo, serviceCode, actor },
    ...facts,
  });
}

type Incident = Pick<ClockIncident, 'kind'> &
  Partial<Pick<ClockIncident, 'minutes' | 'fromState' | 'reason' | 'allowedBy'>> & {
    on: Pick<ClockIncident, 'clockId' | 'visitId' | 'roomNo' | 'technicianNo'>;
  };

function incidentOf({ type, payload: on }: JournalEvent): Incident | null {
  switch (type) {
    case 'clock.ended':
      return on.earlyMinutes > 0 ? { kind: 'early-end', on, minutes: on.earlyMinutes, reason: on.reason } : null;
    case 'clock.cancelled':
      return {
        kind: 'cancelled',
        on,
        fromState: on.from,
        reason: on.reason,
        ...(on.allowedBy && { allowedBy: on.allowedBy }),
      };
    case 'clock.handedBack': {
      const kind = on.why === 'refused' ? 'refused' : 'late-replaced';
      return { kind, on, reason: on.reason, allowedBy: on.allowedBy };
    }
    case 'clock.late':
      return { kind: 'late', on, minutes: on.minutes };
    case 'clock.extended':
      return on.automatic ? { kind: 'extended-by-store', on, minutes: on.minutes } : null;
    case 'clock.extensionUndone':
      return { kind: 'extension-undone', on, minutes: on.minutes, reason: on.reason };
    default:
      return null;
  }
}
