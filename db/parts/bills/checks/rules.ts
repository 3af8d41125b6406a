import type { BookRule } from '../../../engine/proof.ts';
import type { BillProblem } from './problems.ts';

const wrongLine = `SELECT line.billId, bills.no, line.n, line.kind, line.refId, line.amountMinor,
    COALESCE(clocks.priceMinor, goods.quantity * goods.unitPriceMinor) AS soldMinor
  FROM bill_lines AS line JOIN bills ON bills.id = line.billId
  LEFT JOIN clocks ON line.kind = 'clock' AND clocks.id = line.refId
  LEFT JOIN goods_lines AS goods ON line.kind = 'goods' AND goods.id = line.refId
  WHERE line.kind IN ('clock', 'goods') AND soldMinor IS NOT line.amountMinor`;

/** Lines and payments are the total, and nothing is sold twice or for another price. */
export const billRules: readonly BookRule<BillProblem>[] = [
  {
    code: 'BILL_LINES_DIFFER',
    sql: `SELECT bills.id AS billId, bills.no, bills.totalMinor, COALESCE(SUM(line.amountMinor), 0) AS linesMinor
      FROM bills LEFT JOIN bill_lines AS line ON line.billId = bills.id
      GROUP BY bills.id HAVING linesMinor <> bills.totalMinor`,
    ofRow: {
      table: 'bills',
      sql: `SELECT bills.id AS billId, bills.no, bills.totalMinor, COALESCE(SUM(line.amountMinor), 0) AS linesMinor
        FROM bills LEFT JOIN bill_lines AS line ON line.billId = bills.id WHERE bills.id = ?
        GROUP BY bills.id HAVING linesMinor <> bills.totalMinor`,
    },
  },
  {
    code: 'BILL_LINE_WRONG',
    sql: wrongLine,
    ofRow: { table: 'bill_lines', sql: `${wrongLine} AND line.billId = ? AND line.n = ?` },
  },
  {
    code: 'PAYMENTS_DIFFER',
    sql: `SELECT bills.id AS billId, bills.no, bills.totalMinor, bills.changeMinor,
        COALESCE(SUM(payment.valueMinor), 0) AS paidMinor
      FROM bills LEFT JOIN payments AS payment ON payment.billId = bills.id
      GROUP BY bills.id HAVING paidMinor - bills.changeMinor <> bills.totalMinor`,
    ofRow: {
      table: 'bills',
      sql: `SELECT bills.id AS billId, bills.no, bills.totalMinor, bills.changeMinor,
          COALESCE(SUM(payment.valueMinor), 0) AS paidMinor
        FROM bills LEFT JOIN payments AS payment ON payment.billId = bills.id WHERE bills.id = ?
        GROUP BY bills.id HAVING paidMinor - bills.changeMinor <> bills.totalMinor`,
    },
  },
  {
    code: 'BILLED_TWICE',
    sql: `SELECT kind, refId, COUNT(*) AS count FROM bill_lines WHERE kind IN ('clock', 'goods')
      GROUP BY kind, refId HAVING COUNT(*) > 1`,
    ofRow: {
      // What is sold belongs to one visit: a line of another one is named by what the bill must say.
      table: 'bill_lines',
      sql: `SELECT line.kind, line.refId, COUNT(*) AS count
        FROM bill_lines AS line JOIN bills AS its ON its.id = line.billId
        JOIN bills AS bill ON bill.visitId = its.visitId
        JOIN bill_lines AS other ON other.billId = bill.id AND other.kind = line.kind AND other.refId = line.refId
        WHERE line.billId = ? AND line.n = ? AND line.kind IN ('clock', 'goods')
        GROUP BY line.kind, line.refId HAVING COUNT(*) > 1`,
    },
  },
];
