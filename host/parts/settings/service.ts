import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import type { SectionPreview } from '../../../core/rules/site/decide.ts';
import type { PlanView, SectionView, SettingsChangesView, TurnedBackView } from './views.ts';

/** A section as somebody wants it, made on the version that was looked at; without a day, at once. */
export type Proposal = {
  [S in ScreenSection]: { section: S; value: SectionGiven<S>; basedOn: number; fromDate?: string | undefined };
}[ScreenSection];

/** What was changed in the settings, what is planned, and what a change would do. */
export interface SettingsService {
  /** Trading days, both included; null: the thirty days up to the present one. */
  changes(days: { from: string; to: string } | null): SettingsChangesView;
  /** By first trading day. */
  plans(): PlanView[];
  /** As it is in force. */
  section<S extends ScreenSection>(section: S): SectionView<S>;
  /**
   * What would turn a row of the changes back, as far as it concerns a section; changes nothing. Null: there is no such
   * row, or it did not change the section.
   */
  turnedBack<S extends ScreenSection>(seq: number, section: S): TurnedBackView<S> | null;
  /**
   * What `settings.setRooms` and its like would do for a member of staff; changes nothing. People who are given no card
   * keep theirs. Throws SETTINGS_CHANGED with what somebody else changed meanwhile, SETTINGS_DAY_PAST,
   * SETTINGS_PLANNED, SITE_INVALID, SITE_IN_USE, SITE_MANAGER_STAYS; NOT_ALLOWED where whoever may not give cards does.
   */
  preview(proposal: Proposal, staffNo: string): SectionPreview;
}
