import type { SettingsChangeRow } from './change-lines.ts';
import type { HoldersSlice } from './holders.ts';
import type { Section, SectionKept, SettingsSource } from './sections.ts';

/** When a section came into force, and who set it. */
export interface SectionVersion {
  section: Section;
  /** Counts up with every change of the section. */
  version: number;
  source: SettingsSource;
  /** Its first trading day. */
  fromDate: string;
  /** UTC ms. */
  setAt: number;
  setBy: string;
}

/** A section that is to be in force from a later trading day on. */
export type SettingsPlan = {
  [S in Section]: {
    planId: string;
    section: S;
    value: SectionKept<S>;
    basedOn: number;
    despite: readonly string[];
    /** Who stands for it besides whoever made it; null: nobody. */
    confirmedBy: string | null;
    /** A number has passed on since: what it names may be somebody else. */
    isStale: boolean;
  } & Omit<SectionVersion, 'section' | 'version'>;
}[Section];

/** The settings as sections, and whom their numbers stand for. */
export interface SettingsSlice extends HoldersSlice {
  /** The versions in force. */
  versions(): readonly SectionVersion[];
  /** By first trading day, then as they were made. */
  plans(): readonly SettingsPlan[];
  /** What was changed in a section since it had a version, oldest first; lines of other sections stay out. */
  changesSince(section: Section, version: number): readonly SettingsChangeRow[];
}

/** The version a section has; 0: it was never set. */
export function versionOf(settings: Pick<SettingsSlice, 'versions'>, section: Section): number {
  return settings.versions().find((one) => one.section === section)?.version ?? 0;
}
