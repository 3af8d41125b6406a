import type { BookRule } from '../../../engine/proof.ts';
import type { PayProblem } from './problems.ts';

/** What is earned is earned of what was sold. */
export const payRules: readonly BookRule<PayProblem>[] = [
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
    ofRow: {
      table: 'commission_entries',
      sql: `WITH asked (seq) AS (VALUES (?))
        SELECT entry.refId, entry.baseMinor, clocks.priceMinor AS soldMinor
        FROM asked JOIN commission_entries AS entry ON entry.seq = asked.seq JOIN clocks ON clocks.id = entry.refId
        JOIN clocks AS main ON main.id = COALESCE(clocks.parentId, clocks.id)
        WHERE entry.source = 'clock' AND entry.baseMinor <> clocks.priceMinor AND main.pairOf IS NULL
          AND NOT EXISTS (SELECT 1 FROM clocks AS other WHERE other.pairOf = main.id)
        UNION ALL SELECT entry.refId, entry.baseMinor, line.amountMinor
        FROM asked JOIN commission_entries AS entry ON entry.seq = asked.seq LEFT JOIN goods_lines AS goods ON goods.id = entry.refId
        LEFT JOIN bill_lines AS line ON line.billId = goods.billId AND line.kind = 'goods' AND line.refId = entry.refId
        WHERE entry.source = 'goods' AND entry.baseMinor IS NOT line.amountMinor`,
    },
  },
];
