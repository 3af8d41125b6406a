import type { Aggregate } from '../kernel/aggregate.ts';
import type { PartBody } from '../kernel/part.ts';
import type { AuthorisationNeed } from '../model/authorisations/authorisation.ts';
import type { JournalEvent, StoreEvent } from '../model/events.ts';
import type { IncidentFacts } from '../model/incident.ts';
import type { JobSpec } from '../model/jobs.ts';
import type { BoardList, ListName } from '../model/lists.ts';
import type { SiteIndex } from '../model/site/site-index.ts';
import type { Permission } from '../model/staff/permissions.ts';
import type { StoreState } from '../model/state.ts';

/** The body of one aggregate of a store. */
export type Part<One extends Aggregate> = PartBody<
  One,
  StoreState,
  StoreEvent,
  JournalEvent,
  Permission,
  SiteIndex,
  JobSpec,
  AuthorisationNeed,
  IncidentFacts,
  BoardList,
  ListName
>;
