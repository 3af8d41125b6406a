import { randomUUID } from 'node:crypto';
import type { SettingChange } from '../../core/model/site/change-lines.ts';
import { changesByImport } from '../../core/rules/site/decide.ts';
import { toldOf } from '../../core/rules/site/difference.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import { againstStore } from './since-export.ts';
import { readSite, siteNow } from './site-files.ts';

/**
 * What a file would change in a store, line by line, whoever brought it: without what is never told. Sections that are
 * as an export would have them stay. Throws SITE_INVALID.
 */
export function differenceFromFile(
  db: StoreDatabase,
  keys: Pick<TerminalKeys, 'changedBy'>,
  json: string,
): SettingChange[] {
  const { state } = db;
  const incoming = readSite(json, state.site.site);
  const { same } = againstStore(incoming.full, siteNow(db), state);
  const brought = { site: incoming.site, demo: state.site.demo, keep: same, newKeys: keys.changedBy(incoming.full) };
  return toldOf(changesByImport(state, brought, { newId: randomUUID }));
}
