import type { Bill } from '../../core/model/bills/bill.ts';
import type { ClockType } from '../../core/model/clocks/clock.ts';
import type { CountColumn } from '../../core/model/clocks/clock-types.ts';
import type { GoodsLine } from '../../core/model/goods/goods-line.ts';
import type { ReadHandle } from '../connection.ts';
import { columns, goodsColumns, readBills } from './rows.ts';

/** What belongs to one trading day. */

/** The clocks of one type and column a technician served. */
export interface ClockCount {
  technicianNo: string;
  type: ClockType;
  /** Null for clocks that started before it was frozen. */
  countsAs: CountColumn | null;
  count: number;
  /** The same in half clocks: a main clock is two, an extension by its length against its main clock. */
  halves: number;
  amountMinor: number;
}

/**
 * What every technician has served on a trading day (running or ended), by technician and type; or only what those
 * named have.
 */
export function clockCounts(read: ReadHandle, businessDate: string, technicianNos?: readonly string[]): ClockCount[] {
  const isNamed = technicianNos ? 'AND clocks.technicianNo IN (SELECT value FROM json_each(?))' : '';
  return read.all<ClockCount>(
    `SELECT clocks.technicianNo, clocks.type, clocks.countsAs, COUNT(*) AS count,
       SUM(CASE WHEN clocks.parentId IS NULL THEN 2
         ELSE CAST(ROUND(2.0 * clocks.minutes / parent.minutes) AS INTEGER) END) AS halves,
       SUM(clocks.priceMinor) AS amountMinor
     FROM clocks LEFT JOIN clocks AS parent ON parent.id = clocks.parentId
     WHERE clocks.businessDate = ? AND clocks.technicianNo IS NOT NULL AND clocks.state IN ('started', 'ended')
       ${isNamed}
     GROUP BY clocks.technicianNo, clocks.type, clocks.countsAs
     ORDER BY clocks.technicianNo, clocks.type, clocks.countsAs`,
    businessDate,
    ...(technicianNos ? [JSON.stringify(technicianNos)] : []),
  );
}

/** An order line as kitchen and bar see it. */
export type KitchenOrder = GoodsLine & { wristbandNo: string | null };

const kitchenSql = `SELECT ${columns(goodsColumns, 'line')}, guests.wristbandNo
  FROM goods_lines AS line`;

/** Ordered, not delivered, not cancelled; oldest first. */
export function kitchenOpen(read: ReadHandle): KitchenOrder[] {
  return read.all<KitchenOrder>(
    `${kitchenSql} INDEXED BY goods_lines_open CROSS JOIN guests ON guests.id = line.guestId
     WHERE line.deliveredAt IS NULL AND line.cancelledAt IS NULL ORDER BY line.orderedAt, line.id`,
  );
}

/** Delivered, of the orders of a trading day; the last delivered first. */
export function kitchenDone(read: ReadHandle, businessDate: string): KitchenOrder[] {
  return read.all<KitchenOrder>(
    `${kitchenSql} CROSS JOIN guests ON guests.id = line.guestId
     WHERE line.businessDate = ? AND line.deliveredAt IS NOT NULL ORDER BY line.deliveredAt DESC, line.id`,
    businessDate,
  );
}

/** A card that was turned away. */
export interface Refusal {
  seq: number;
  at: number;
  place: string;
  roomNo: string | null;
  card: string;
  who: string | null;
  code: string;
}

/** The last first. */
export function refusalsOf(read: ReadHandle, businessDate: string): Refusal[] {
  return read.all<Refusal>(
    'SELECT seq, at, place, roomNo, card, who, code FROM refusals WHERE businessDate = ? ORDER BY seq DESC',
    businessDate,
  );
}

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

/** The technicians who served a clock, one after the other. */
export interface Segment {
  clockId: string;
  technicianNo: string;
  fromAt: number;
  toAt: number | null;
}

/** The segments of all clocks of a visit, by clock and time. */
export function segmentsOf(read: ReadHandle, visitId: string): Segment[] {
  return read.all<Segment>(
    `SELECT segment.clockId, segment.technicianNo, segment.fromAt, segment.toAt
     FROM clocks CROSS JOIN clock_segments AS segment ON segment.clockId = clocks.id
     WHERE clocks.visitId = ? ORDER BY segment.clockId, segment.n`,
    visitId,
  );
}
