import { merged } from '../core/kernel/merged.ts';
import { withCurrencySaid } from '../core/model/event-currency.ts';
import { type EventType, type JournalEvent, ownersErasedBy } from '../core/model/events.ts';
import { ownCurrency } from '../core/model/site/find.ts';
import type { StoreState } from '../core/model/state.ts';
import { incidentsIn } from '../core/parts.ts';

import type { WriteHandle } from './engine/connection.ts';
import type { JournalEventOf, Projections } from './engine/projection.ts';
import { handOver } from './hand-over.ts';
import { projectJobs } from './operational/asked-jobs.ts';
import { noteIncidents } from './parts/incidents/note.ts';
import { databaseParts } from './parts.ts';
import { blankOwner } from './personal-tables.ts';
import { logVisits } from './visit-log.ts';

/** Every event type has its projection; a new one without is a type error here. */
const projections: Projections<EventType> = merged(databaseParts, 'projections');

/**
 * Brings the derived tables from before an event to after it, jobs included; returns the ids of the jobs. The same
 * for an event that happens now and for one that is replayed.
 */
export function evolve(tx: WriteHandle, event: JournalEvent, state: StoreState): string[] {
  handOver(tx, event);
  const said = withCurrencySaid(event, () => ownCurrency(state));
  project(tx, said);
  for (const owner of ownersErasedBy(event)) blankOwner(tx, owner);
  logVisits(tx, said, state);
  noteIncidents(tx, said, incidentsIn(said));
  return state.isSetUp ? projectJobs(tx, event, state.site) : [];
}

function project<T extends EventType>(tx: WriteHandle, event: JournalEventOf<T>): void {
  projections[event.type](tx, event);
}
