import type { DatabasePart } from '../../engine/part.ts';
import { siteFacts } from './checks/facts.ts';
import { settingsSections } from './migrations/0001-sections.ts';
import { journalGaps } from './migrations/0002-journal-gaps.ts';
import { settingChanges } from './migrations/0003-setting-changes.ts';
import { storeMoves } from './migrations/0004-store-moves.ts';
import { siteProjections } from './projection.ts';
import { StoredSettings } from './settings.ts';

/** The settings in force, which version each section has, and whom the numbers in them stand for. */
export const sitePart = {
  name: 'site',
  tables: ['site', 'setting_versions', 'setting_plans', 'holders', 'journal_gaps', 'store_moves', 'setting_changes'],
  slices: (read) => ({ settings: new StoredSettings(read) }),
  names: {
    person: [
      'setting_versions.setBy',
      'setting_plans.setBy',
      'setting_plans.confirmedBy',
      'setting_changes.actor',
      'setting_changes.allowedBy',
    ],
  },
  cards: [
    { table: 'site', column: 'json' },
    { table: 'setting_plans', column: 'value' },
  ],
  projections: siteProjections,
  migrations: [settingsSections, journalGaps, settingChanges, storeMoves],
  problems: {},
  facts: siteFacts,
} as const satisfies DatabasePart;
