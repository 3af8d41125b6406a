import type { JournalEvent } from '../core/model/events.ts';
import { type HolderKind, holderKinds, type Rename, renamedIn } from '../core/model/site/holders.ts';
import { sectionsIn } from '../core/model/site/told.ts';
import type { WriteHandle } from './engine/connection.ts';
import type { DatabasePart, NameColumn } from './engine/part.ts';
import { takeHolders } from './parts/site/holders.ts';
import { renameLost, stalePlans } from './parts/site/projection.ts';
import { databaseParts } from './parts.ts';

/** A column that names somebody or something by number. */
export interface NamingColumn {
  kind: HolderKind;
  table: string;
  column: string;
  /** In JSON: the field that does, empty for a plain list; null where the column is the number. */
  field: string | null;
  where: string | null;
}

/** All of them. */
export const namingColumns: readonly NamingColumn[] = holderKinds.flatMap((kind) =>
  databaseParts.flatMap(({ names }: DatabasePart) => names?.[kind] ?? []).map((name) => namingColumn(kind, name)),
);

/**
 * Where settings give a number to another, everything that is known of the one before keeps to that one: it is renamed
 * before the settings come into force.
 */
export function handOver(tx: WriteHandle, event: JournalEvent): void {
  const sections = sectionsIn(event);
  if (!sections) return;
  const renames = takeHolders(tx, sections);
  if (renames.length === 0) return;
  tx.withReferencesLast(() => {
    for (const rename of renames) {
      for (const column of namingColumns) if (column.kind === rename.kind) renameIn(tx, column, rename);
    }
    renameLost(tx, renames);
    stalePlans(tx);
  });
}

function namingColumn(kind: HolderKind, name: NameColumn): NamingColumn {
  const { column: full, where } = typeof name === 'string' ? { column: name, where: null } : name;
  const [table = '', inner = ''] = full.split('.');
  const [column = '', field = null] = inner.split(':');
  return { kind, table, column, field, where };
}

function renameIn(tx: WriteHandle, { table, column, field, where }: NamingColumn, { from, to }: Rename): void {
  const only = where === null ? '' : ` AND ${where}`;
  const write = `UPDATE ${table} SET ${column} = ? WHERE ${column} = ?${only}`;
  if (field === null) {
    tx.run(write, to, from);
    return;
  }
  const found = tx.all<{ json: string }>(
    `SELECT DISTINCT ${column} AS json FROM ${table} WHERE instr(${column}, ?) > 0${only}`,
    JSON.stringify(from),
  );
  for (const { json } of found) {
    const renamed = JSON.stringify(renamedIn(JSON.parse(json) as unknown, field, { from, to }));
    if (renamed !== json) tx.run(write, renamed, json);
  }
}
