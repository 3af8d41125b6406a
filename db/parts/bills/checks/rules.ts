import type { BookRule } from '../../../engine/proof.ts';
import type { BillProblem } from './problems.ts';

/** Lines and payments are the total, and nothing is sold twice or for another price. */
export const billRules: readonly BookRule<BillProblem>[] = [
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
];
