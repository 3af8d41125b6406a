import type { SettingChange, SettingsChangeRow } from '../../../core/model/site/change-lines.ts';
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
      `SELECT planId, section, source, fromDate, basedOn, despite, isStale, setAt, setBy, confirmedBy, value
       FROM setting_plans ORDER BY fromDate, seq`,
    );
    const plans = rows.map(({ value, despite, isStale, ...plan }) => {
      const read = { value: JSON.parse(value), despite: JSON.parse(despite), isStale: isStale === 1 };
      return { ...plan, ...read } as SettingsPlan;
    });
    this.#plans = version === null ? null : { version, plans };
    return plans;
  }

  changesSince(section: Section, version: number): SettingsChangeRow[] {
    const rows = this.#read.all<ChangeRow>(
      `SELECT ${changeColumns} FROM setting_changes
       WHERE seq > (SELECT coalesce(max(seq), 0) FROM setting_versions WHERE section = ? AND version <= ?)
         AND instr(changes, ?) > 0 ORDER BY seq`,
      section,
      version,
      `"section":"${section}"`,
    );
    return rows.map(changeOf);
  }
}

type ChangeRow = Omit<SettingsChangeRow, 'changes'> & { changes: string };
const changeColumns = 'seq, at, businessDate, actor, station, way, allowedBy, changes';

function changeOf({ changes, ...row }: ChangeRow): SettingsChangeRow {
  return { ...row, changes: JSON.parse(changes) as SettingChange[] };
}

/** So many changes are given at once. */
const changesShown = 500;

/**
 * What was changed in the settings on some trading days (`YYYY-MM-DD`, both included), newest first, 500 acts at most.
 */
export function changesBetween(read: ReadHandle, from: string, to: string): SettingsChangeRow[] {
  const rows = read.all<ChangeRow>(
    `SELECT ${changeColumns} FROM setting_changes WHERE businessDate BETWEEN ? AND ? ORDER BY seq DESC LIMIT ?`,
    from,
    to,
    changesShown,
  );
  return rows.map(changeOf);
}

/** What one row of the journal changed in the settings; null where it is no such row. */
export function changeAt(read: ReadHandle, seq: number): SettingsChangeRow | null {
  const row = read.get<ChangeRow>(`SELECT ${changeColumns} FROM setting_changes WHERE seq = ?`, seq);
  return row ? changeOf(row) : null;
}

/** The rows of the journal that brought a section into force: by the act that a row of changes stands in, and the time before. */
export function settingsAround(
  read: ReadHandle,
  section: Section,
  seq: number,
): { before: number; after: number } | null {
  const set = read.get<{ version: number; seq: number }>(
    'SELECT version, seq FROM setting_versions WHERE section = ? AND seq > ? ORDER BY version LIMIT 1',
    section,
    seq,
  );
  const before =
    set &&
    read.get<{ seq: number }>(
      'SELECT seq FROM setting_versions WHERE section = ? AND version = ?',
      section,
      set.version - 1,
    );
  return set && before ? { before: before.seq, after: set.seq } : null;
}
