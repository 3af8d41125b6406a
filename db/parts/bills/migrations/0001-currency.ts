import type { Migration } from '../../../engine/migration.ts';
import { addCurrency } from '../../../engine/own-currency.ts';

/** A bill says the currency of its lines, total and change. */
export const currency: Migration = {
  version: 1,
  up(db) {
    addCurrency(db, 'bills', { column: 'settledAt', by: 'at' });
  },
};
