import type { BookRule } from '../../../engine/proof.ts';
import type { ClockProblem } from './problems.ts';

const begunBefore = `SELECT clocks.id AS clockId, clocks.afterId, clocks.startedAt,
    COALESCE(first.endedAt, first.cancelledAt) AS endedAt
  FROM clocks JOIN clocks AS first ON first.id = clocks.afterId
  WHERE clocks.startedAt < COALESCE(first.endedAt, first.cancelledAt, ${Number.MAX_SAFE_INTEGER})`;

/** Nobody works on two clocks at once, nothing is begun before its turn. */
export const clockRules: readonly BookRule<ClockProblem>[] = [
  {
    // A segment that begins before every earlier one of the same technician has ended; an open one never has.
    code: 'TECHNICIAN_TWICE',
    sql: `SELECT technicianNo, clockId, fromAt, busyUntil FROM (
        SELECT technicianNo, clockId, fromAt, MAX(COALESCE(toAt, ${Number.MAX_SAFE_INTEGER})) OVER (
          PARTITION BY technicianNo ORDER BY fromAt, toAt IS NULL, toAt, clockId, n
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busyUntil
        FROM clock_segments) WHERE busyUntil > fromAt`,
    ofRow: {
      table: 'clock_segments',
      // Of the trading day and the one before: no clock lasts longer.
      sql: `SELECT mine.technicianNo, mine.clockId, mine.fromAt,
          MAX(COALESCE(other.toAt, ${Number.MAX_SAFE_INTEGER})) AS busyUntil
        FROM clock_segments AS mine
        CROSS JOIN clocks ON clocks.businessDate BETWEEN date(mine.businessDate, '-1 day') AND mine.businessDate
        CROSS JOIN clock_segments AS other ON other.clockId = clocks.id AND other.technicianNo = mine.technicianNo
        WHERE mine.clockId = ? AND mine.n = ?
          AND (other.fromAt, COALESCE(other.toAt, ${Number.MAX_SAFE_INTEGER}), other.clockId, other.n)
            < (mine.fromAt, COALESCE(mine.toAt, ${Number.MAX_SAFE_INTEGER}), mine.clockId, mine.n)
        GROUP BY mine.clockId, mine.n HAVING busyUntil > mine.fromAt`,
    },
  },
  {
    code: 'BEGUN_BEFORE_FIRST',
    sql: begunBefore,
    ofRow: {
      table: 'clocks',
      sql: `${begunBefore} AND clocks.id IN (WITH asked (id) AS (VALUES (?))
        SELECT id FROM asked UNION ALL SELECT after.id FROM asked JOIN clocks AS after ON after.afterId = asked.id)`,
    },
  },
];
