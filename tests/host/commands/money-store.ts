import type { IncidentKind } from '../../../core/model/incident.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { incidentsOf } from '../../../db/parts/incidents/queries.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';

/** What stands on today's list of one kind. */
export const listed = (store: TestStore, kind: IncidentKind) =>
  incidentsOf(store.db.read, store.businessDate).filter((one) => one.kind === kind);

/** A store with some people on duty. */
export function storeWith(change: (site: Site) => void = () => {}): TestStore {
  const site = exampleSite();
  change(site);
  const store = new TestStore(site);
  store.onDuty('1', '2', '3', '51', '53');
  return store;
}
