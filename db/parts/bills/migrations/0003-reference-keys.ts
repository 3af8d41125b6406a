import { referenceKey } from '../../../../core/model/bills/bill.ts';
import type { Migration } from '../../../engine/migration.ts';

/** A reference is known again by its letters and digits, however it was written. */
export const referenceKeys: Migration = {
  version: 3,
  up(db) {
    db.exec('DROP INDEX payments_reference; ALTER TABLE payments ADD COLUMN referenceKey TEXT');
    const rows = db.prepare<[], { billId: string; n: number; reference: string }>(
      'SELECT billId, n, reference FROM payments WHERE reference IS NOT NULL',
    );
    const set = db.prepare('UPDATE payments SET referenceKey = ? WHERE billId = ? AND n = ?');
    for (const { billId, n, reference } of rows.all()) set.run(referenceKey(reference), billId, n);
    db.exec('CREATE INDEX payments_reference ON payments (referenceKey, tenderCode) WHERE referenceKey IS NOT NULL');
  },
};
