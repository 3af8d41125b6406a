import type { Bill, BillLine, Payment } from '../../core/model/bills/bill.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { GoodsLine } from '../../core/model/goods/goods-line.ts';
import type { Guest, Visit } from '../../core/model/visits/visit.ts';
import type { ReadHandle, SqlValue } from '../connection.ts';

/** Columns and rows of the core's types: one place, so that every query gives whole and equal objects. */

export const visitColumns = list<Visit>()(
  'id',
  'no',
  'roomNo',
  'partyId',
  'businessDate',
  'openedAt',
  'openedBy',
  'closedAt',
);
export const guestColumns = list<Guest>()(
  'id',
  'visitId',
  'ordinal',
  'bed',
  'wristbandNo',
  'joinedAt',
  'billId',
  'leftAt',
);
export const goodsColumns = list<GoodsLine>()(
  'id',
  'orderId',
  'visitId',
  'guestId',
  'roomNo',
  'goodsCode',
  'category',
  'quantity',
  'unitPriceMinor',
  'orderedAt',
  'orderedBy',
  'deliveredAt',
  'cancelledAt',
  'businessDate',
  'billId',
);
export const clockColumns = list<Clock>()(
  'id',
  'visitId',
  'guestId',
  'roomNo',
  'serviceCode',
  'type',
  'state',
  'choice',
  'technicianNo',
  'queueId',
  'heldRank',
  'parentId',
  'pairOf',
  'afterId',
  'reservationId',
  'countsAs',
  'minutes',
  'priceMinor',
  'orderedAt',
  'calledAt',
  'callCount',
  'startedAt',
  'dueAt',
  'remindedAt',
  'lateAt',
  'endedAt',
  'cancelledAt',
  'reason',
  'passedBy',
  'automatic',
  'businessDate',
  'billId',
);

/** `a, b, c`, or `g.a, g.b, g.c` for a join. */
export function columns(names: readonly string[], prefix?: string): string {
  return names.map((name) => (prefix ? `${prefix}.${name}` : name)).join(', ');
}

export type ClockRow = Omit<Clock, 'choice' | 'passedBy' | 'automatic'> & {
  choice: string;
  passedBy: string | null;
  automatic: number;
};

export function clockOf(row: ClockRow): Clock {
  return {
    ...row,
    choice: JSON.parse(row.choice) as Clock['choice'],
    passedBy: row.passedBy === null ? [] : (JSON.parse(row.passedBy) as string[]),
    automatic: row.automatic === 1,
  };
}

type BillRow = Omit<Bill, 'guestIds' | 'lines' | 'payments'> & { guestIds: string };

/**
 * Whole bills, in the order settled, in three statements. `where` is a condition on the table `bills` and names an
 * indexed column.
 */
export function readBills(read: ReadHandle, where: string, ...params: SqlValue[]): Bill[] {
  const rows = read.all<BillRow>(
    `SELECT id, no, visitId, roomNo, guestIds, totalMinor, changeMinor, settledAt, settledBy, businessDate
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

/** Column names checked against the type: none that the type does not have, and none missing. */
function list<T>() {
  return <const Names extends readonly (keyof T & string)[]>(
    ...names: Exclude<keyof T, Names[number]> extends never ? Names : [missing: Exclude<keyof T, Names[number]>]
  ): readonly string[] => names as readonly string[];
}
