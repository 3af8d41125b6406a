import type { ClockType, CountColumn } from '../../../core/model/clock-types/clock-types.ts';
import type { ReadHandle } from '../../engine/connection.ts';

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
