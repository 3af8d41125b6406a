import type { Bill } from '../../../core/model/bills/bill-schema.ts';

import type { ReadHandle } from '../../engine/connection.ts';
import { readBills } from './rows.ts';

/** In the order settled. */
export function billsOfDay(read: ReadHandle, businessDate: string): Bill[] {
  return readBills(read, 'businessDate = ?', businessDate);
}

/** Null for an id there is no bill of. */
export function billById(read: ReadHandle, billId: string): Bill | null {
  return readBills(read, 'id = ?', billId)[0] ?? null;
}

/** The wristbands that were handed in with a bill. */
export function wristbandsOf(read: ReadHandle, billId: string): string[] {
  const row = read.get<{ wristbandNos: string }>('SELECT wristbandNos FROM bills WHERE id = ?', billId);
  return row ? (JSON.parse(row.wristbandNos) as string[]) : [];
}

/** The row of the journal that says a bill was settled, by its place and its hash; null where there is none. */
export function rowOfBill(read: ReadHandle, visitId: string, billId: string): { seq: number; hash: string } | null {
  const sql = `SELECT journal.seq, journal.hash FROM visit_log CROSS JOIN journal ON journal.seq = visit_log.seq
    WHERE visit_log.visitId = ? AND journal.type = 'bill.settled' AND json_extract(journal.payload, '$.bill.id') = ?`;
  return read.get<{ seq: number; hash: string }>(sql, visitId, billId) ?? null;
}
