import type { Migration } from '../../../engine/migration.ts';
import { addCurrency, ownCurrencies } from '../../../engine/own-currency.ts';

/** The price of a clock says its currency: the store's own when it was priced last. */
export const currency: Migration = {
  version: 1,
  up(db) {
    addCurrency(db, 'clocks', { column: 'orderedAt', by: 'at' });
    for (const since of ownCurrencies(db).slice(1)) {
      db.prepare(
        `UPDATE clocks SET currency = ? WHERE id IN (
           SELECT json_extract(payload, '$.clockId') FROM journal WHERE type = 'clock.itemChanged' AND seq > ?)`,
      ).run(since.currency, since.seq);
    }
  },
};
