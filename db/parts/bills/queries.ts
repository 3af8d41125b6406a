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
