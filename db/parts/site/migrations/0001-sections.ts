import type { Migration } from '../../../engine/migration.ts';

/** Where in the settings of before there were sections each kind of number stood. */
const lists = [
  ['person', '$.site.technicians', 'no'],
  ['person', '$.site.staff', 'no'],
  ['room', '$.site.rooms', 'no'],
  ['wristband', '$.site.wristbands', 'no'],
  ['service', '$.site.services', 'code'],
  ['goods', '$.site.goods', 'code'],
] as const;

/** The sections there were when this step was made. */
const sections = [
  'store',
  'rooms',
  'people',
  'cards',
  'items',
  'goods',
  'tenders',
  'rotation',
  'commission',
  'attendance',
  'terminals',
  'readers',
  'printers',
  'voice',
];

/**
 * The settings in sections, and whom their numbers stand for. What was imported as a whole counts as one version of
 * every section; whoever ever was in it has her number for an id.
 */
export const settingsSections: Migration = {
  version: 1,
  up(db) {
    db.exec(`
CREATE TABLE setting_versions (
  section TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  source TEXT NOT NULL,
  fromDate TEXT NOT NULL,
  setAt INTEGER NOT NULL,
  setBy TEXT NOT NULL,
  PRIMARY KEY (section, version)
) STRICT;
CREATE TABLE setting_plans (
  planId TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  section TEXT NOT NULL,
  source TEXT NOT NULL,
  fromDate TEXT NOT NULL,
  basedOn INTEGER NOT NULL,
  despite TEXT NOT NULL,
  isStale INTEGER NOT NULL DEFAULT 0,
  setAt INTEGER NOT NULL,
  setBy TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE holders (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  no TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  isPresent INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE UNIQUE INDEX holders_key ON holders (kind, key);
`);
    const values = sections.map((section) => `('${section}')`).join(', ');
    db.exec(`
WITH names (section) AS (VALUES ${values}), imports AS (
  SELECT seq, at, businessDate, actor, row_number() OVER (ORDER BY seq) AS version
  FROM journal WHERE type = 'site.imported'
)
INSERT INTO setting_versions (section, version, seq, source, fromDate, setAt, setBy)
SELECT section, version, seq, 'store', businessDate, at, actor FROM imports CROSS JOIN names;
`);
    const entries = lists.map(
      ([kind, path, key]) =>
        `SELECT '${kind}' AS kind, entry.value ->> '$.${key}' AS no, coalesce(entry.value -> '$.name', 'null') AS name,
           journal.seq AS seq
         FROM journal, json_each(journal.payload, '${path}') AS entry WHERE journal.type = 'site.imported'`,
    );
    // Of each the last that was said: a bare column beside max() is of the row that has it.
    db.exec(`
INSERT INTO holders (kind, id, no, key, name, isPresent)
SELECT kind, no, no, no, name, max(seq) = (SELECT max(seq) FROM journal WHERE type = 'site.imported')
FROM (${entries.join(' UNION ALL ')}) GROUP BY kind, no;
`);
  },
};
