import type { EventType, JournalEvent } from '../core/model/events.ts';
import type { StoreState } from '../core/model/state.ts';
import type { WriteHandle } from './engine/connection.ts';
import { changesNothing, type JournalEventOf, type Projections } from './engine/projection.ts';
import { projectJobs } from './operational/asked-jobs.ts';
import { attendanceProjections } from './parts/attendance/projection.ts';
import { authorisationProjections } from './parts/authorisations/projection.ts';
import { billProjections } from './parts/bills/projection.ts';
import { cardProjections } from './parts/cards/projection.ts';
import { noteIncident } from './parts/clocks/incidents.ts';
import { clockProjections } from './parts/clocks/projection.ts';
import { commissionProjections } from './parts/commission/projection.ts';
import { goodsProjections } from './parts/goods/projection.ts';
import { reservationProjections } from './parts/reservations/projection.ts';
import { roomProjections } from './parts/rooms/projection.ts';
import { rotationProjections } from './parts/rotation/projection.ts';
import { serviceCallProjections } from './parts/service-calls/projection.ts';
import { siteProjections } from './parts/site/projection.ts';
import { staffProjections } from './parts/staff/projection.ts';
import { technicianProjections } from './parts/technicians/projection.ts';
import { visitProjections } from './parts/visits/projection.ts';
import { logVisits } from './visit-log.ts';

/** Every event type has its projection; a new one without is a type error here. */
const projections: Projections<EventType> = {
  ...siteProjections,
  ...cardProjections,
  'store.clockJumped': changesNothing,
  ...visitProjections,
  ...roomProjections,
  ...reservationProjections,
  ...clockProjections,
  ...technicianProjections,
  ...rotationProjections,
  ...goodsProjections,
  ...billProjections,
  ...serviceCallProjections,
  ...staffProjections,
  ...attendanceProjections,
  ...commissionProjections,
  ...authorisationProjections,
};

/**
 * Brings the derived tables from before an event to after it, jobs included; returns the ids of the jobs. The same
 * for an event that happens now and for one that is replayed.
 */
export function evolve(tx: WriteHandle, event: JournalEvent, state: StoreState): string[] {
  project(tx, event);
  logVisits(tx, event, state);
  noteIncident(tx, event);
  return state.isSetUp ? projectJobs(tx, event, state.site) : [];
}

function project<T extends EventType>(tx: WriteHandle, event: JournalEventOf<T>): void {
  projections[event.type](tx, event);
}
