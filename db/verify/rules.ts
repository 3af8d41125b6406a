import type { ReadHandle, SqlValue } from '../engine/connection.ts';
import type { ProblemCode, ProblemList } from './problems.ts';

interface Rule {
  code: ProblemCode;
  /** Gives one row for everything that breaks the rule; its columns are the problem's context. */
  sql: string;
}

/** The rules of the books, each one statement; a store in order gives no rows. */
const rules: readonly Rule[] = [
  {
    code: 'BILL_LINES_DIFFER',
    sql: `SELECT bills.id AS billId, bills.no, bills.totalMinor, COALESCE(SUM(line.amountMinor), 0) AS linesMinor
      FROM bills LEFT JOIN bill_lines AS line ON line.billId = bills.id
      GROUP BY bills.id HAVING linesMinor <> bills.totalMinor`,
  },
  {
    code: 'BILL_LINE_WRONG',
    sql: `SELECT line.billId, bills.no, line.n, line.kind, line.refId, line.amountMinor,
        COALESCE(clocks.priceMinor, goods.quantity * goods.unitPriceMinor) AS soldMinor
      FROM bill_lines AS line JOIN bills ON bills.id = line.billId
      LEFT JOIN clocks ON line.kind = 'clock' AND clocks.id = line.refId
      LEFT JOIN goods_lines AS goods ON line.kind = 'goods' AND goods.id = line.refId
      WHERE line.kind IN ('clock', 'goods') AND soldMinor IS NOT line.amountMinor`,
  },
  {
    code: 'PAYMENTS_DIFFER',
    sql: `SELECT bills.id AS billId, bills.no, bills.totalMinor, bills.changeMinor,
        COALESCE(SUM(payment.valueMinor), 0) AS paidMinor
      FROM bills LEFT JOIN payments AS payment ON payment.billId = bills.id
      GROUP BY bills.id HAVING paidMinor - bills.changeMinor <> bills.totalMinor`,
  },
  {
    code: 'BILLED_TWICE',
    sql: `SELECT kind, refId, COUNT(*) AS count FROM bill_lines WHERE kind IN ('clock', 'goods')
      GROUP BY kind, refId HAVING COUNT(*) > 1`,
  },
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
  {
    code: 'QUEUE_DIFFERS',
    sql: `WITH last AS (SELECT queueId, technicianNo, toRank, MAX(seq) FROM queue_moves GROUP BY queueId, technicianNo)
      SELECT COALESCE(place.queueId, last.queueId) AS queueId,
        COALESCE(place.technicianNo, last.technicianNo) AS technicianNo, place.rank, last.toRank AS movedTo
      FROM queue_places AS place FULL JOIN last USING (queueId, technicianNo)
      WHERE place.rank IS NOT last.toRank`,
  },
  {
    // Every move begins where the one before it ended: none is missing, and nobody was moved without one.
    code: 'QUEUE_MOVE_MISSING',
    sql: `SELECT * FROM (
        SELECT seq, queueId, technicianNo, fromRank, LAG(toRank) OVER (
          PARTITION BY queueId, technicianNo ORDER BY seq) AS ledTo FROM queue_moves)
      WHERE fromRank IS NOT ledTo`,
  },
  {
    // What happened on a clock names it, what a person did has a reason; the rest is duty and rest.
    code: 'QUEUE_MOVE_UNEXPLAINED',
    sql: `SELECT seq, queueId, technicianNo, becauseEvent FROM queue_moves
      WHERE becauseEvent = '' OR (becauseClockId IS NULL AND COALESCE(becauseReason, '') = ''
        AND becauseEvent NOT IN ('on-duty', 'off-duty', 'first-day', 'back-in-time', 'back-late',
          'day-start-order', 'day-start-fewest', 'site-changed'))`,
  },
  {
    // One for each group of the technician, by gender where the group rotates so.
    code: 'QUEUE_LOST',
    sql: `WITH queues AS (
        SELECT person.value ->> 'no' AS technicianNo, CASE WHEN EXISTS (
          SELECT 1 FROM json_each(site.json -> 'rotation') AS rotation
          WHERE rotation.value ->> 'group' = groups.value AND rotation.value ->> 'byGender' = 1)
          THEN groups.value || '/' || (person.value ->> 'gender') ELSE groups.value END AS queueId
        FROM site, json_each(site.json -> 'technicians') AS person, json_each(person.value -> 'groups') AS groups)
      SELECT technicianNo, queueId FROM queues JOIN technicians ON technicians.no = queues.technicianNo
      WHERE duty <> 'off' AND NOT EXISTS (SELECT 1 FROM queue_places AS place
        WHERE place.technicianNo = queues.technicianNo AND place.queueId = queues.queueId)`,
  },
  {
    // Items for one technician: those for several share a price that may have changed between their ends.
    code: 'COMMISSION_BASE_WRONG',
    sql: `SELECT entry.refId, entry.baseMinor, clocks.priceMinor AS soldMinor
      FROM commission_entries AS entry JOIN clocks ON clocks.id = entry.refId
      JOIN clocks AS main ON main.id = COALESCE(clocks.parentId, clocks.id)
      WHERE entry.source = 'clock' AND entry.baseMinor <> clocks.priceMinor AND main.pairOf IS NULL
        AND NOT EXISTS (SELECT 1 FROM clocks AS other WHERE other.pairOf = main.id)
      UNION ALL SELECT entry.refId, entry.baseMinor, line.amountMinor
      FROM commission_entries AS entry LEFT JOIN bill_lines AS line ON line.kind = 'goods' AND line.refId = entry.refId
      WHERE entry.source = 'goods' AND entry.baseMinor IS NOT line.amountMinor`,
  },
  {
    code: 'JOB_WITHOUT_RUN',
    sql: 'SELECT id AS jobId FROM jobs WHERE id NOT IN (SELECT jobId FROM job_runs) ORDER BY seq, n',
  },
  {
    code: 'RUN_WITHOUT_JOB',
    sql: 'SELECT jobId FROM job_runs WHERE jobId NOT IN (SELECT id FROM jobs) ORDER BY jobId',
  },
  {
    code: 'FOREIGN_KEY_BROKEN',
    sql: 'SELECT "table", rowid, parent FROM pragma_foreign_key_check',
  },
  {
    code: 'FILE_DAMAGED',
    sql: `SELECT integrity_check AS message FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
  },
];

/** Names everything that breaks a rule of the books or of the file. */
export function checkRules(read: ReadHandle, problems: ProblemList): void {
  for (const { code, sql } of rules) {
    for (const context of read.iterate<Record<string, SqlValue>>(sql)) {
      if (!problems.takes(code)) break;
      problems.add(code, context);
    }
  }
}
