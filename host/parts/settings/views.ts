import type { SettingChange, SettingsChangeRow } from '../../../core/model/site/change-lines.ts';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { Section, SectionKept } from '../../../core/model/site/sections.ts';

/** What was changed in the settings on some trading days. */
export interface SettingsChangesView {
  from: string;
  to: string;
  /** The present trading day. */
  today: string;
  /** Newest first. */
  rows: SettingsChangeRow[];
  /** When somebody set the store's time, newest first; `minutes`: by how much, below zero where back. */
  times: { seq: number; at: number; actor: string; minutes: number }[];
}

/** A section as it is in force. Cards are not told: a number is as good as the card. */
export interface SectionView<S extends ScreenSection = ScreenSection> {
  section: S;
  value: SectionKept<S>;
  version: number;
  /** Who set it last, and when (UTC ms). */
  setBy: string;
  setAt: number;
  /** The ids of those who have a card. */
  withCard: string[];
  /** The first trading day of what is planned of it; null: nothing is. */
  plannedFrom: string | null;
  /** The present trading day. */
  today: string;
}

/** One act's changes of a section, turned back over what holds now. */
export interface TurnedBackView<S extends ScreenSection = ScreenSection> {
  section: S;
  /** What the section would be set to; without cards. */
  value: SectionKept<S>;
  /** Who made the change, and when (UTC ms). */
  actor: string;
  at: number;
  /** The lines of it that stay: changed again since, or a card, which nobody gets back this way. */
  stays: SettingChange[];
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
