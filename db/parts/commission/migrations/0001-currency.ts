import type { Migration } from '../../../engine/migration.ts';
import { addCurrency } from '../../../engine/own-currency.ts';

/** What was earned, corrected and locked says its currency; shares too, since sums are made of them. */
export const currency: Migration = {
  version: 1,
  up(db) {
    addCurrency(db, 'commission_entries', { column: 'seq', by: 'seq' });
    addCurrency(db, 'commission_shares', { column: 'seq', by: 'seq' });
    addCurrency(db, 'commission_corrections', { column: 'at', by: 'at' });
    addCurrency(db, 'commission_months', { column: 'closedAt', by: 'at' });
  },
};
