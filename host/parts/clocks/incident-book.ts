import { incidentsOf } from '../../../db/parts/clocks/incident-queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { IncidentService } from './service.ts';
import type { IncidentDay } from './views.ts';

/** The list of what did not go its way on clocks, day by day. */
export class IncidentBook implements IncidentService {
  readonly #db: StoreDatabase;
  readonly #businessDate: () => string;

  constructor(db: StoreDatabase, businessDate: () => string) {
    this.#db = db;
    this.#businessDate = businessDate;
  }

  day(date: string | null): IncidentDay {
    const today = this.#businessDate();
    const shown = date ?? today;
    return { date: shown, today, incidents: incidentsOf(this.#db.read, shown) };
  }
}
