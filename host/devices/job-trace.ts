import type { CommandInput } from '../../core/model/commands.ts';
import type { JobPayload } from '../../core/model/jobs.ts';
import type { Job } from '../../db/operational/jobs.ts';
import type { Connection } from '../contract/connection.ts';

type Resolved = CommandInput<'job.resolve'>;

/** Writes into the journal who decides what about a job; before it is done, so that nothing is done without a trace. */
export type JobTrace = (by: Connection, job: Job, how: Resolved['how'], toDevice?: string) => void;

/** What a trace says of a job. */
export function traceOf(job: Job, how: Resolved['how'], toDevice: string | null = null): Resolved {
  const { id: jobId, device, payload } = job;
  return { jobId, how, kind: payload.kind, device, toDevice, ...placeOf(payload), ofBill: billOf(payload) };
}

function placeOf(payload: JobPayload): Pick<Resolved, 'visitId' | 'roomNo'> {
  const said = payload.kind === 'print-bill' ? payload.bill : payload;
  return {
    visitId: 'visitId' in said ? said.visitId : null,
    roomNo: 'roomNo' in said ? said.roomNo : null,
  };
}

function billOf(payload: JobPayload): Resolved['ofBill'] {
  if (payload.kind !== 'print-bill' && payload.kind !== 'print-pre-bill') return null;
  const { totalMinor: amountMinor, currency } = payload.bill;
  if (currency === null) return null;
  return { no: payload.kind === 'print-bill' ? payload.bill.no : null, amountMinor, currency };
}
