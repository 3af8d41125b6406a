import type { PlanView, SettingsChangesView } from './views.ts';

/** What was changed in the settings, and what is planned. */
export interface SettingsService {
  /** Trading days, both included; null: the thirty days up to the present one. */
  changes(days: { from: string; to: string } | null): SettingsChangesView;
  /** By first trading day. */
  plans(): PlanView[];
}
