import { referenceKey } from '../../../core/model/bills/bill.ts';
import type { Bill } from '../../../core/model/bills/bill-schema.ts';

import type { BillsSlice } from '../../../core/model/bills/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { KeptByKey } from '../../engine/kept.ts';
import { readBills } from './rows.ts';

export class StoredBills implements BillsSlice {
  readonly #read: ReadHandle;
  readonly #ofVisit: KeptByKey<readonly Bill[]>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#ofVisit = new KeptByKey(read, ['bills', 'bill_lines', 'payments'], (visitId) =>
      readBills(read, 'visitId = ?', visitId),
    );
  }

  ofVisit(visitId: string) {
    return this.#ofVisit.get(visitId);
  }

  isReferenceUsed(tenderCode: string, reference: string) {
    const sql = `SELECT 1 FROM payments
      WHERE referenceKey IS NOT NULL AND referenceKey = ? AND tenderCode = ? LIMIT 1`;
    return this.#read.get(sql, referenceKey(reference), tenderCode) !== undefined;
  }

  after(businessDate: string) {
    return readBills(this.#read, 'businessDate > ?', businessDate);
  }

  settledAfter(at: number, businessDate: string) {
    return readBills(this.#read, 'businessDate = ? AND settledAt > ?', businessDate, at);
  }

  countOn(businessDate: string) {
    const sql = 'SELECT COUNT(*) AS count FROM bills WHERE businessDate = ?';
    return this.#read.get<{ count: number }>(sql, businessDate)?.count ?? 0;
  }
}
