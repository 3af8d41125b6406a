import { type Section, sectionNames } from '../../../core/model/site/sections.ts';
import type { SectionVersion, SettingsPlan, SettingsSlice } from '../../../core/model/site/settings.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { StoredHolders } from './holders.ts';

/** The settings as sections. Every command asks for plans: they are read again only when they changed. */
export class StoredSettings extends StoredHolders implements SettingsSlice {
  readonly #read: ReadHandle;
  #plans: { version: number; plans: readonly SettingsPlan[] } | null = null;

  constructor(read: ReadHandle) {
    super(read);
    this.#read = read;
  }

  versions(): SectionVersion[] {
    // In the order of the sections, two steps in the key for each.
    return this.#read.all<SectionVersion>(
      `SELECT latest.section, latest.version, source, fromDate, setAt, setBy
       FROM (SELECT value AS section,
               (SELECT max(version) FROM setting_versions WHERE section = value) AS version FROM json_each(?)) AS latest
       CROSS JOIN setting_versions AS told ON told.section = latest.section AND told.version = latest.version`,
      JSON.stringify(sectionNames),
    );
  }

  plans(): readonly SettingsPlan[] {
    const version = this.#read.versionOf(['setting_plans']);
    if (this.#plans && version !== null && version === this.#plans.version) return this.#plans.plans;
    const rows = this.#read.all<
      Omit<SettingsPlan, 'value' | 'despite' | 'isStale'> & {
        section: Section;
        value: string;
        despite: string;
        isStale: number;
      }
    >(
      `SELECT planId, section, source, fromDate, basedOn, despite, isStale, setAt, setBy, value
       FROM setting_plans ORDER BY fromDate, seq`,
    );
    const plans = rows.map(({ value, despite, isStale, ...plan }) => {
      const read = { value: JSON.parse(value), despite: JSON.parse(despite), isStale: isStale === 1 };
      return { ...plan, ...read } as SettingsPlan;
    });
    this.#plans = version === null ? null : { version, plans };
    return plans;
  }
}
