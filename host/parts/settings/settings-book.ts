import { addDays } from '../../../core/kernel/time.ts';
import { changesOfPlan, whyPlanWaits } from '../../../core/rules/site/decide.ts';
import { changesBetween } from '../../../db/parts/site/settings.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { SettingsService } from './service.ts';
import type { PlanView, SettingsChangesView } from './views.ts';

export interface SettingsBookOptions {
  db: StoreDatabase;
  businessDate(): string;
}

/** So many days are shown where nobody says which. */
const daysShown = 30;

/** The list of what was changed in the settings, and of what is planned. */
export class SettingsBook implements SettingsService {
  readonly #options: SettingsBookOptions;

  constructor(options: SettingsBookOptions) {
    this.#options = options;
  }

  changes(days: { from: string; to: string } | null): SettingsChangesView {
    const { db, businessDate } = this.#options;
    const today = businessDate();
    const { from, to } = days ?? { from: addDays(today, 1 - daysShown), to: today };
    return { from, to, today, rows: changesBetween(db.read, from, to) };
  }

  plans(): PlanView[] {
    const { state } = this.#options.db;
    const businessDate = this.#options.businessDate();
    return state.settings.plans().map((plan) => {
      const { planId, section, fromDate, setBy, setAt, confirmedBy } = plan;
      const waitsFor = whyPlanWaits(state, plan, { businessDate })?.code ?? null;
      const changes = changesOfPlan(state, plan);
      return { planId, section, fromDate, setBy, setAt, confirmedBy, waitsFor, changes };
    });
  }
}
