import type { devices } from '../../model/devices/aggregate.ts';
import { event } from '../../model/events.ts';
import type { IncidentKind } from '../../model/incident.ts';
import type { Part } from '../part.ts';

const kinds = {
  again: 'bill-reprinted',
  rerouted: 'bill-rerouted',
  dismissed: 'bill-dismissed',
} as const satisfies Record<string, IncidentKind>;

export const devicesPart: Part<typeof devices> = {
  commands: {
    // Whether the job is open, and who may, is asked by who runs it.
    'job.resolve': { permission: null, from: ['store'], decide: (_state, data) => [event('job.resolved', data)] },
  },
  about: {
    'job.resolved': { visits: ({ visitId }) => (visitId === null ? [] : [visitId]), stale: ['incidents'] },
  },
  incidents({ type, payload }) {
    if (type !== 'job.resolved' || !payload.ofBill) return [];
    const { how, visitId, roomNo, ofBill, device, toDevice } = payload;
    const { no, amountMinor, currency } = ofBill;
    const where = toDevice === null ? device : `${device} → ${toDevice}`;
    const reason = no === null ? where : `${no} · ${where}`;
    return [{ kind: kinds[how], visitId, roomNo, amountMinor, currency, reason }];
  },
};
