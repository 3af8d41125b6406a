import type { Migration } from '../../../engine/migration.ts';
import { addCurrency } from '../../../engine/own-currency.ts';

/** What was ordered says the currency of its price. */
export const currency: Migration = {
  version: 1,
  up(db) {
    addCurrency(db, 'goods_lines', { column: 'orderedAt', by: 'at' });
  },
};
