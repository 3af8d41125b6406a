import type { Migration } from '../../../engine/migration.ts';
import { addCurrency } from '../../../engine/own-currency.ts';

/** An approved amount says its currency. */
export const currency: Migration = {
  version: 2,
  up: (db) => addCurrency(db, 'authorisations', { column: 'givenAt', by: 'at' }),
};
