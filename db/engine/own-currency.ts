import type Database from 'better-sqlite3';

/**
 * What steps of the schema need to say the currency of amounts that were written before amounts said it: the store's
 * own at that time, as the journal knows it.
 */

interface CurrencySince {
  /** The row of the journal it was set by, and its time, UTC ms. */
  seq: number;
  at: number;
  currency: string;
}

/** The store's currencies one after another; the same one again is left out. Empty in a store that is not set up. */
export function ownCurrencies(db: Database.Database): CurrencySince[] {
  const imports = db
    .prepare(
      `SELECT seq, at, coalesce(payload ->> '$.site.store.currency', payload ->> '$.value.store.currency') AS currency
       FROM journal WHERE type IN ('site.imported', 'settings.storeSet') ORDER BY seq`,
    )
    .all() as CurrencySince[];
  return imports.filter(({ currency }, at) => currency !== imports[at - 1]?.currency);
}

/** Gives a table the column `currency`; `since`: the column by which its rows are older than a change, and by what. */
export function addCurrency(db: Database.Database, table: string, since: { column: string; by: 'seq' | 'at' }): void {
  // Nothing is ever written without one: `XXX` is ISO 4217 for none.
  db.exec(`ALTER TABLE ${table} ADD COLUMN currency TEXT NOT NULL DEFAULT 'XXX'`);
  for (const one of ownCurrencies(db)) {
    db.prepare(`UPDATE ${table} SET currency = ? WHERE ${since.column} >= ?`).run(one.currency, one[since.by]);
  }
}
