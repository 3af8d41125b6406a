import type { SettingChange, SettingsChangeRow } from '../../../core/model/site/change-lines.ts';
import type { Section } from '../../../core/model/site/sections.ts';

/** What was changed in the settings on some trading days. */
export interface SettingsChangesView {
  from: string;
  to: string;
  /** The present trading day. */
  today: string;
  /** Newest first. */
  rows: SettingsChangeRow[];
}

/** A section that is to be in force from a later trading day on. */
export interface PlanView {
  planId: string;
  section: Section;
  fromDate: string;
  setBy: string;
  /** UTC ms. */
  setAt: number;
  confirmedBy: string | null;
  /** The refusal that keeps it from coming into force, or will; null: none. */
  waitsFor: string | null;
  /** What it will make otherwise, as things stand. */
  changes: SettingChange[];
}
