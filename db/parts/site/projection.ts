import type { SectionEvent } from '../../../core/model/site/events.ts';
import type { Rename } from '../../../core/model/site/holders.ts';
import { withRenamedLost } from '../../../core/model/site/holders.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { type Section, type Sections, sectionNames, sectionsOf, siteOf } from '../../../core/model/site/sections.ts';
import { isComplete, sectionsIn } from '../../../core/model/site/told.ts';
import type { WriteHandle } from '../../engine/connection.ts';
import { changesNothing, type EventsOf, type JournalEventOf, type Projections } from '../../engine/projection.ts';
import { takeClockTypes } from '../clock-types/projection.ts';
import { takePolicies } from '../rotation/policies.ts';
import { keepMove } from './moves.ts';

type SettingsEvent = JournalEventOf<'site.imported'> | JournalEventOf<SectionEvent>;

const sectionsSet = Object.fromEntries(
  sectionNames.map((section) => [`settings.${section}Set`, takeSettings]),
) as unknown as { [S in Section as SectionEvent<S>]: Projections<SectionEvent<S>>[SectionEvent<S>] };

/** The settings in force, and the records of the rooms, technicians and articles that come with them. */
export const siteProjections: Projections<EventsOf<'site' | 'settings' | 'store'>> = {
  ...sectionsSet,
  'site.imported': takeSettings,
  'settings.planned'(tx, { seq, at, actor, payload: { planId, source, fromDate, basedOn, despite, plan } }) {
    const { section, value } = plan;
    tx.insert('setting_plans', {
      planId,
      seq,
      section,
      source,
      fromDate,
      basedOn,
      despite: JSON.stringify(despite),
      setAt: at,
      setBy: actor,
      value: JSON.stringify(value),
    });
  },
  'settings.changed'(tx, { seq, at, businessDate, actor, station, payload: { way, planned, approval, changes } }) {
    tx.insert('setting_changes', {
      ...{ seq, at, businessDate, station, way },
      actor: planned?.by ?? actor,
      allowedBy: approval?.allowedBy ?? null,
      changes: JSON.stringify(changes),
    });
  },
  'settings.planConfirmed'(tx, { payload: { planId, by } }) {
    tx.change('UPDATE setting_plans SET confirmedBy = ? WHERE planId = ?', by, planId);
  },
  'settings.planWithdrawn'(tx, { payload: { planId } }) {
    tx.change('DELETE FROM setting_plans WHERE planId = ?', planId);
  },
  // Who took it is for whoever reads the journal.
  'site.exported': changesNothing,
  'store.gapRecorded'(tx, { seq, payload: { how, stands, lost } }) {
    tx.insert('journal_gaps', {
      ...{ seq, how },
      standsSeq: stands?.seq ?? null,
      lostSeq: lost?.seq ?? null,
      lostHash: lost?.hash ?? null,
    });
  },
  'store.moved'(tx, event) {
    keepMove(tx, event, 'moved');
  },
  'store.moveTakenBack'(tx, event) {
    keepMove(tx, event, 'taken-back');
  },
  'store.arrived'(tx, event) {
    keepMove(tx, event, 'arrived');
  },
  'store.recoverySheetMade': changesNothing,
  // The store's own clock goes by the journal alone.
  'store.clockJumped': changesNothing,
};

/** What plans name may be somebody else by now. */
export function stalePlans(tx: WriteHandle): void {
  tx.run('UPDATE setting_plans SET isStale = 1');
}

/** The lost cards name people: by their new keys where numbers have passed on. */
export function renameLost(tx: WriteHandle, renames: readonly Rename[]): void {
  const row = tx.get<{ json: string }>('SELECT json FROM site WHERE id = 1');
  if (!row) return;
  const site = JSON.parse(row.json) as Site;
  const renamed = withRenamedLost(site, renames);
  if (renamed !== site) tx.run('UPDATE site SET json = ? WHERE id = 1', JSON.stringify(renamed));
}

function takeSettings(tx: WriteHandle, event: SettingsEvent): void {
  const sections = sectionsIn(event) ?? {};
  for (const section of Object.keys(sections)) takeVersion(tx, section, event);
  if (event.type !== 'site.imported' && event.payload.planId !== null) {
    tx.change('DELETE FROM setting_plans WHERE planId = ?', event.payload.planId);
  }
  keepSettings(tx, event, sections);
  const { rooms, people, goods, rotation } = sections;
  if (rotation) {
    takePolicies(tx, event, rotation);
    takeClockTypes(tx, event, rotation);
  }
  if (rooms) takeRecords(tx, 'rooms', rooms.rooms);
  if (people) takeRecords(tx, 'technicians', people.technicians);
  // The first count opens an article's stock; later settings do not touch what was sold since.
  for (const { code, stock } of goods?.goods ?? []) {
    if (stock !== undefined) tx.run('INSERT OR IGNORE INTO stock (goodsCode, quantity) VALUES (?, ?)', code, stock);
  }
}

function takeVersion(tx: WriteHandle, section: string, event: SettingsEvent): void {
  const { seq, at, actor, businessDate, type, payload } = event;
  const before = tx.get<{ version: number | null }>(
    'SELECT max(version) AS version FROM setting_versions WHERE section = ?',
    section,
  );
  const told =
    type === 'site.imported'
      ? { version: (before?.version ?? 0) + 1, source: 'store', fromDate: businessDate }
      : payload;
  const { version, source, fromDate } = told;
  tx.insert('setting_versions', { section, version, seq, source, fromDate, setAt: at, setBy: actor });
}

/** What is in force, as one; a store is set up when every section is there. */
function keepSettings(tx: WriteHandle, event: SettingsEvent, said: Partial<Sections>): void {
  const { seq, at, businessDate, type, payload } = event;
  const before = tx.get<{ json: string; demo: number }>('SELECT json, demo FROM site WHERE id = 1');
  const all = { ...(before ? partsOf(before) : {}), ...said };
  const demo = all.store?.demo ? 1 : 0;
  const kept = type === 'site.imported' ? payload.site : isComplete(all) ? siteOf(all) : { sections: all };
  tx.run('DELETE FROM site');
  tx.insert('site', { id: 1, seq, importedAt: at, businessDate, demo, json: JSON.stringify(kept) });
}

function partsOf({ json, demo }: { json: string; demo: number }): Partial<Sections> {
  const kept = JSON.parse(json) as Site | { sections: Partial<Sections> };
  // What was imported before there were ids goes on without them: a number is its own id.
  return 'sections' in kept ? kept.sections : (sectionsOf(kept, demo === 1) as Sections);
}

/** A record for each number in the settings; one that nothing refers to goes with the number. */
function takeRecords(tx: WriteHandle, table: 'rooms' | 'technicians', entries: readonly { no: string }[]): void {
  const [columns, values] = table === 'rooms' ? ['no', '?'] : ['no, duty', `?, 'off'`];
  for (const { no } of entries) tx.run(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${values})`, no);
  const left = `SELECT no FROM ${table} WHERE no NOT IN (SELECT value FROM json_each(?))`;
  for (const { no } of tx.all<{ no: string }>(left, JSON.stringify(entries.map((one) => one.no)))) {
    tx.runIfUnused(`DELETE FROM ${table} WHERE no = ?`, no);
  }
}
