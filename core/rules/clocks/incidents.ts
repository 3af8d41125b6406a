import type { EventPayloads, JournalEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';

/** What of clocks stands on the day's list of incidents. */
export function clockIncidents(event: JournalEvent): IncidentFacts[] {
  const { type, payload } = event;
  switch (type) {
    case 'clock.ended': {
      const { earlyMinutes: minutes, reason, short } = payload;
      return [
        ...(minutes > 0 ? [{ kind: 'early-end' as const, ...on(payload), minutes, reason }] : []),
        ...(short ? [{ kind: 'short-clock' as const, ...on(payload), ...short, reason }] : []),
      ];
    }
    case 'clock.cancelled': {
      const { from: fromState, reason, allowedBy = null, often } = payload;
      return [
        { kind: 'cancelled', ...on(payload), ...lossOf(payload), fromState, reason, allowedBy },
        ...(often ? [oftenGivenUp(payload, often)] : []),
      ];
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
    case 'clock.converted': {
      const { changesPay, reason, allowedBy = null } = payload;
      return changesPay === undefined ? [] : [{ kind: 'converted', ...on(payload), reason, allowedBy }];
    }
    case 'clock.technicianChanged': {
      const { changesPay, ranMinutes: minutes, reason, toTechnicianNo, fromTechnicianNo } = payload;
      const to = on({ ...payload, technicianNo: toTechnicianNo });
      const from = on({ ...payload, technicianNo: fromTechnicianNo });
      return [
        ...(changesPay ? [{ kind: 'converted' as const, ...to, reason }] : []),
        ...(minutes === undefined
          ? []
          : [{ kind: 'taken-over' as const, ...from, minutes, reason: `→ ${toTechnicianNo} · ${reason}` }]),
      ];
    }
    case 'clock.itemChanged': {
      const { fromPriceMinor, priceMinor, currency, reason, allowedBy, changesPay } = payload;
      const amountMinor = fromPriceMinor - priceMinor;
      const isLowered = amountMinor > 0 && allowedBy !== undefined;
      return [
        ...(isLowered
          ? [{ kind: 'item-lowered' as const, ...on(payload), amountMinor, currency, reason, allowedBy }]
          : []),
        ...(changesPay ? [{ kind: 'converted' as const, ...on(payload), reason, allowedBy: allowedBy ?? null }] : []),
      ];
    }
    default:
      return [];
  }
}

/** What it would have cost, and the how manieth it is of the technician's on that day. */
function oftenGivenUp(
  payload: EventPayloads['clock.cancelled'],
  { count, amountMinor, currency }: NonNullable<EventPayloads['clock.cancelled']['often']>,
): IncidentFacts {
  return { kind: 'given-up-often', ...on(payload), amountMinor, currency, reason: `${count} · ${payload.reason}` };
}

type OfClock = Pick<IncidentFacts, 'clockId' | 'visitId' | 'roomNo' | 'technicianNo'>;

function on({ clockId, visitId, roomNo, technicianNo }: Required<OfClock>): OfClock {
  return { clockId, visitId, roomNo, technicianNo };
}

/** What a cancelled clock cost; older rows are listed as they were then. */
function lossOf({ writtenOffMinor, currency, rule }: EventPayloads['clock.cancelled']): Partial<IncidentFacts> {
  if (writtenOffMinor === undefined || currency === null || rule === 'first') return {};
  return { amountMinor: writtenOffMinor, currency };
}
