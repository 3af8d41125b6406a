import type { EventType, JournalEvent } from '../../core/parts/events.ts';
import type { WriteHandle } from '../connection.ts';
import type { SiteCache } from '../site-cache.ts';
import { attendanceProjections } from './attendance.ts';
import { authorisationProjections } from './authorisations.ts';
import { billProjections } from './bills.ts';
import { cardProjections } from './cards.ts';
import { clockProjections } from './clocks.ts';
import { commissionProjections } from './commission.ts';
import { goodsProjections } from './goods.ts';
import { noteIncident } from './incidents.ts';
import { projectJobs } from './jobs.ts';
import { changesNothing, type JournalEventOf, type Projections } from './projection.ts';
import { reservationProjections } from './reservations.ts';
import { roomProjections } from './rooms.ts';
import { rotationProjections } from './rotation.ts';
import { serviceCallProjections } from './service-calls.ts';
import { siteProjections } from './site.ts';
import { staffProjections } from './staff.ts';
import { technicianProjections } from './technicians.ts';
import { logVisits } from './visit-log.ts';
import { visitProjections } from './visits.ts';

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
export function evolve(tx: WriteHandle, event: JournalEvent, sites: SiteCache): string[] {
  project(tx, event);
  logVisits(tx, event);
  noteIncident(tx, event);
  const index = sites.current(tx);
  return index ? projectJobs(tx, event, index) : [];
}

function project<T extends EventType>(tx: WriteHandle, event: JournalEventOf<T>): void {
  projections[event.type](tx, event);
}
