import { incidentsOf } from '../../../db/parts/incidents/queries.ts';

import type { StoreDatabase } from '../../../db/store-database.ts';
import type { IncidentService } from './service.ts';
import type { IncidentDay } from './views.ts';

export interface IncidentBookOptions {
  db: StoreDatabase;
  businessDate(): string;
}

/** The list of what did not go its way, day by day. */
export class IncidentBook implements IncidentService {
  readonly #options: IncidentBookOptions;

  constructor(options: IncidentBookOptions) {
    this.#options = options;
  }

  day(date: string | null): IncidentDay {
    const { db, businessDate } = this.#options;
    const today = businessDate();
    const shown = date ?? today;
    return { date: shown, today, incidents: incidentsOf(db.read, shown) };
  }
}
