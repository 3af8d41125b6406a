import type { BookRule } from '../../../engine/proof.ts';
import type { QueueProblem } from './problems.ts';

const unexplained = `SELECT seq, queueId, technicianNo, becauseEvent FROM queue_moves
  WHERE (becauseEvent = '' OR (becauseClockId IS NULL AND COALESCE(becauseReason, '') = ''
    AND becauseEvent NOT IN ('on-duty', 'off-duty', 'first-day', 'back-in-time', 'back-late',
      'day-start-order', 'day-start-fewest', 'site-changed')))`;

/** Every place is where the last move put it, every move follows from the one before and has a cause. */
export const queueRules: readonly BookRule<QueueProblem>[] = [
  {
    code: 'QUEUE_DIFFERS',
    sql: `WITH last AS (SELECT queueId, technicianNo, toRank, MAX(seq) FROM queue_moves GROUP BY queueId, technicianNo)
      SELECT COALESCE(place.queueId, last.queueId) AS queueId,
        COALESCE(place.technicianNo, last.technicianNo) AS technicianNo, place.rank, last.toRank AS movedTo
      FROM queue_places AS place FULL JOIN last USING (queueId, technicianNo)
      WHERE place.rank IS NOT last.toRank`,
    ofRow: {
      table: 'queue_places',
      sql: `WITH asked (queueId, technicianNo) AS (VALUES (?, ?))
        SELECT asked.queueId, asked.technicianNo, place.rank, (SELECT toRank FROM queue_moves AS move
            WHERE move.technicianNo = asked.technicianNo AND move.queueId = asked.queueId
            ORDER BY move.businessDate DESC, move.seq DESC LIMIT 1) AS movedTo
        FROM asked LEFT JOIN queue_places AS place
          ON place.queueId = asked.queueId AND place.technicianNo = asked.technicianNo
        WHERE place.rank IS NOT movedTo`,
    },
  },
  {
    // Every move begins where the one before it ended: none is missing, and nobody was moved without one.
    code: 'QUEUE_MOVE_MISSING',
    sql: `SELECT * FROM (
        SELECT seq, queueId, technicianNo, fromRank, LAG(toRank) OVER (
          PARTITION BY queueId, technicianNo ORDER BY seq) AS ledTo FROM queue_moves)
      WHERE fromRank IS NOT ledTo`,
    ofRow: {
      table: 'queue_moves',
      sql: `SELECT seq, queueId, technicianNo, fromRank, (SELECT before.toRank FROM queue_moves AS before
            WHERE before.technicianNo = move.technicianNo AND before.queueId = move.queueId
              AND (before.businessDate, before.seq) < (move.businessDate, move.seq)
            ORDER BY before.businessDate DESC, before.seq DESC LIMIT 1) AS ledTo
        FROM queue_moves AS move WHERE seq = ? AND fromRank IS NOT ledTo`,
    },
  },
  {
    // What happened on a clock names it, what a person did has a reason; the rest is duty and rest.
    code: 'QUEUE_MOVE_UNEXPLAINED',
    sql: unexplained,
    ofRow: { table: 'queue_moves', sql: `${unexplained} AND seq = ?` },
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
];
