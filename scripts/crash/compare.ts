import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Entry } from './ledger.ts';

/** What the journal has of one command. */
interface Rows {
  types: string[];
  firstSeq: number;
  lastSeq: number;
}

/** What of commands does not fit, a sentence each. */
export interface Differences {
  /** Was answered, and is not in the journal as it was answered. */
  lost: string[];
  /** Stands there twice, or in pieces. */
  doubled: string[];
  /** Was refused, and stands there all the same. */
  refusedAndThere: string[];
}

/** The rows of each command as they stand in a file, whoever writes it meanwhile; none where nothing can be read. */
export function rowsByCommand(file: string): Map<string, Rows> {
  const found = new Map<string, Rows>();
  for (const { seq, commandId, type } of journalOf(file)) {
    const rows = found.get(commandId) ?? { types: [], firstSeq: seq, lastSeq: seq };
    rows.types.push(type);
    rows.lastSeq = seq;
    found.set(commandId, rows);
  }
  return found;
}

function journalOf(file: string): { seq: number; commandId: string; type: string }[] {
  if (!existsSync(file) || statSync(file).size === 0) return [];
  try {
    return withFile(file, (db) =>
      db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'journal'`).get()
        ? db
            .prepare<[], ReturnType<typeof journalOf>[number]>('SELECT seq, commandId, type FROM journal ORDER BY seq')
            .all()
        : [],
    );
  } catch (error) {
    if (error instanceof Database.SqliteError) return [];
    throw error;
  }
}

function withFile<T>(file: string, work: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Compares what is known outside with what a file has. */
export function compare(entries: readonly Entry[], file: string): Differences {
  const found = rowsByCommand(file);
  const differences: Differences = { lost: [], doubled: [], refusedAndThere: [] };
  for (const { commandId, name, known } of entries) {
    const rows = found.get(commandId);
    const told = `${name} ${commandId}`;
    // The rows of one act stand together: twice the same act has other rows between, or twice the rows.
    if (rows && rows.lastSeq - rows.firstSeq + 1 !== rows.types.length) differences.doubled.push(`${told}: rows apart`);
    if (known.kind === 'refused' && rows) differences.refusedAndThere.push(`${told}: ${known.code}`);
    if (known.kind !== 'answered') continue;
    const { seq, events } = known.answer;
    if (events.length === 0) continue;
    const types = events.map(({ type }) => type);
    if (!rows) differences.lost.push(`${told}: answered with row ${seq}, not there`);
    else if (rows.types.length > types.length)
      differences.doubled.push(`${told}: ${rows.types.join()} for ${types.join()}`);
    else if (rows.lastSeq !== seq || rows.types.join() !== types.join()) {
      differences.lost.push(`${told}: answered ${seq} ${types.join()}, there ${rows.lastSeq} ${rows.types.join()}`);
    }
  }
  return differences;
}

/** What happened twice under two ids: a visit is opened and closed once, whoever sent it how often. */
export function happenedTwice(file: string): string[] {
  return withFile(file, (db) =>
    db
      .prepare<[], { type: string; what: string }>(
        `SELECT type, COALESCE(payload ->> 'clockId', payload ->> 'visitId', payload -> 'bill' ->> 'id') AS what
         FROM journal
         WHERE type IN ('visit.opened', 'clock.started', 'clock.ended', 'bill.settled', 'visit.closed')
         GROUP BY type, what HAVING COUNT(*) > 1`,
      )
      .all()
      .map(({ type, what }) => `${type} ${what}`),
  );
}
