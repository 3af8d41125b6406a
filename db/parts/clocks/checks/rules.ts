import type { BookRule } from '../../../engine/proof.ts';
import type { ClockProblem } from './problems.ts';

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
  },
  {
    code: 'BEGUN_BEFORE_FIRST',
    sql: `SELECT clocks.id AS clockId, clocks.afterId, clocks.startedAt,
        COALESCE(first.endedAt, first.cancelledAt) AS endedAt
      FROM clocks JOIN clocks AS first ON first.id = clocks.afterId
      WHERE clocks.startedAt < COALESCE(first.endedAt, first.cancelledAt, ${Number.MAX_SAFE_INTEGER})`,
  },
];
