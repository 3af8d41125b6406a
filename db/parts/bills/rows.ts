import type { Bill, BillLine, Payment } from '../../../core/model/bills/bill-schema.ts';

import type { ReadHandle, SqlValue } from '../../engine/connection.ts';

type BillRow = Omit<Bill, 'guestIds' | 'lines' | 'payments'> & { guestIds: string };

/**
 * Whole bills, in the order settled, in three statements. `where` is a condition on the table `bills` and names an
 * indexed column.
 */
export function readBills(read: ReadHandle, where: string, ...params: SqlValue[]): Bill[] {
  const rows = read.all<BillRow>(
    `SELECT id, no, visitId, roomNo, guestIds, currency, totalMinor, changeMinor, settledAt, settledBy, businessDate
     FROM bills WHERE ${where} ORDER BY settledAt, id`,
    ...params,
  );
  const lines = read.all<BillLine & { billId: string }>(
    `SELECT billId, kind, refId, guestId, code, quantity, unitPriceMinor, amountMinor
     FROM bill_lines WHERE billId IN (SELECT id FROM bills WHERE ${where}) ORDER BY billId, n`,
    ...params,
  );
  const payments = read.all<Payment & { billId: string }>(
    `SELECT billId, tenderCode, currency, amountMinor, rate, valueMinor, reference
     FROM payments WHERE billId IN (SELECT id FROM bills WHERE ${where}) ORDER BY billId, n`,
    ...params,
  );
  const linesOf = Map.groupBy(lines, (line) => line.billId);
  const paymentsOf = Map.groupBy(payments, (payment) => payment.billId);
  return rows.map((row) => ({
    ...row,
    guestIds: JSON.parse(row.guestIds) as string[],
    lines: (linesOf.get(row.id) ?? []).map(({ billId: _, ...line }) => line),
    payments: (paymentsOf.get(row.id) ?? []).map(({ billId: _, ...payment }) => payment),
  }));
}
