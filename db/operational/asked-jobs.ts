import type { JournalEvent } from '../../core/model/events.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import { jobsFor } from '../../core/parts.ts';

import type { WriteHandle } from '../engine/connection.ts';

/** A job's id: the event it comes from and its place among that event's jobs. */
function jobIdOf(seq: number, n: number): string {
  return `${seq}.${n}`;
}

/** A currency that an older event does not say stays unsaid: its job is what it was when it was asked for. */
function unsaidLeftOut(key: string, value: unknown): unknown {
  return key === 'currency' && value === null ? undefined : value;
}

/** Writes the jobs an event asks for; returns their ids. How far they get is kept apart, in `job_runs`. */
export function projectJobs(tx: WriteHandle, event: JournalEvent, index: SiteIndex): string[] {
  return jobsFor(event, index).map(({ device, priority, payload, expiresAt }, position) => {
    const { seq, at: createdAt, businessDate } = event;
    const n = position + 1;
    const id = jobIdOf(seq, n);
    const json = JSON.stringify(payload, unsaidLeftOut);
    tx.insert('jobs', { id, seq, n, device, priority, payload: json, createdAt, expiresAt, businessDate });
    return id;
  });
}
