import type { Incident } from '../../../core/model/incident.ts';
import type { SettingChange } from '../../../core/model/site/change-lines.ts';
import { incidentOfRight } from '../../../core/rules/site/incidents.ts';
import { incidentsOf } from '../../../db/parts/incidents/queries.ts';

import { changeAt } from '../../../db/parts/site/settings.ts';
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
    const incidents = incidentsOf(db.read, shown).map((incident) => ({
      ...incident,
      changes: incident.kind.endsWith('-changed') ? this.#changesOf(incident) : null,
    }));
    return { date: shown, today, incidents };
  }

  #changesOf({ seq, kind }: Incident): SettingChange[] | null {
    const row = changeAt(this.#options.db.read, seq);
    return row?.changes.filter(({ right }) => incidentOfRight(right) === kind) ?? null;
  }
}
