import { oneCurrency } from '../../../core/kernel/amounts.ts';
import type { FrozenRule } from '../../../core/model/commission/frozen-rule.ts';
import type { PayState } from '../../../core/model/commission/pay-state.ts';
import type { Payslip, PayTotal } from '../../../core/model/commission/payslip.ts';

import type { ReadHandle } from '../../engine/connection.ts';

/** Pay as it stands on one connection. */
export class StoredPay implements PayState {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  frozenRules(clockId: string): FrozenRule[] | null {
    const row = this.#read.get<{ rules: string }>('SELECT rules FROM clock_pay WHERE clockId = ?', clockId);
    return row ? (JSON.parse(row.rules) as FrozenRule[]) : null;
  }

  spansOf(clockId: string) {
    return this.#read.all<{ technicianNo: string; fromAt: number; toAt: number | null }>(
      'SELECT technicianNo, fromAt, toAt FROM clock_segments WHERE clockId = ? ORDER BY n',
      clockId,
    );
  }

  countOf(technicianNo: string, month: string, ruleKey: string): number {
    const row = this.#read.get<{ count: number }>(
      `SELECT COUNT(*) AS count FROM commission_parts
       WHERE creditedNo = ? AND month = ? AND ruleKey = ? AND counted = 1`,
      technicianNo,
      month,
      ruleKey,
    );
    return row?.count ?? 0;
  }

  isClosed(month: string): boolean {
    return this.#read.get('SELECT 1 FROM commission_months WHERE month = ?', month) !== undefined;
  }

  months(): string[] {
    // From month to month along the index, whatever the number of clocks.
    return this.#read
      .all<{ month: string }>(
        `WITH RECURSIVE earned (month) AS (
           SELECT MIN(month) FROM commission_served
           UNION ALL SELECT (SELECT MIN(month) FROM commission_served WHERE month > earned.month) FROM earned
             WHERE earned.month IS NOT NULL)
         SELECT month FROM earned WHERE month IS NOT NULL
         UNION SELECT month FROM commission_corrections ORDER BY month`,
      )
      .map((row) => row.month);
  }

  totals(month: string): PayTotal[] {
    const rows = this.#read.all<PayTotal>(
      `SELECT payeeNo, SUM(clockMinor) AS clockMinor, SUM(goodsMinor) AS goodsMinor,
         SUM(correctionMinor) AS correctionMinor, SUM(clockMinor + goodsMinor + correctionMinor) AS totalMinor, currency
       FROM (
         SELECT payeeNo, currency, CASE source WHEN 'clock' THEN amountMinor ELSE 0 END AS clockMinor,
           CASE source WHEN 'goods' THEN amountMinor ELSE 0 END AS goodsMinor, 0 AS correctionMinor
         FROM commission_shares WHERE month = ?
         UNION ALL SELECT served.payeeNo, entry.currency, 0, 0, 0
           FROM commission_served AS served CROSS JOIN commission_entries AS entry ON entry.seq = served.seq
           WHERE served.month = ?
         UNION ALL SELECT payeeNo, currency, 0, 0, amountMinor FROM commission_corrections WHERE month = ?)
       GROUP BY payeeNo, currency ORDER BY payeeNo, currency`,
      month,
      month,
      month,
    );
    for (const its of Map.groupBy(rows, ({ payeeNo }) => payeeNo).values()) oneCurrency(its, '');
    return rows;
  }

  payslip(month: string, payeeNo: string): Payslip | null {
    const total = this.totals(month).find((one) => one.payeeNo === payeeNo);
    return total ? { month, ...total, ...this.#details(month, payeeNo) } : null;
  }

  #details(month: string, payeeNo: string): Pick<Payslip, 'clocks' | 'rules' | 'goods' | 'corrections'> {
    const params = [month, payeeNo] as const;
    return {
      clocks: this.#read.all(
        `SELECT entry.clockType AS type, COUNT(*) AS count, SUM(served.servedMs) AS servedMs,
           SUM(served.turnoverMinor) AS turnoverMinor
         FROM commission_served AS served CROSS JOIN commission_entries AS entry ON entry.seq = served.seq
         WHERE served.month = ? AND served.payeeNo = ? AND entry.source = 'clock'
         GROUP BY entry.clockType ORDER BY entry.clockType`,
        ...params,
      ),
      rules: this.#read.all(
        `SELECT ruleKey, COUNT(*) AS count, SUM(amountMinor) AS amountMinor FROM commission_shares
         WHERE month = ? AND payeeNo = ? GROUP BY ruleKey ORDER BY ruleKey`,
        ...params,
      ),
      goods: this.#read.all(
        `SELECT entry.code, COUNT(*) AS count, SUM(entry.baseMinor) AS turnoverMinor,
           SUM(entry.amountMinor) AS amountMinor
         FROM commission_served AS served CROSS JOIN commission_entries AS entry ON entry.seq = served.seq
         WHERE served.month = ? AND served.payeeNo = ? AND entry.source = 'goods'
         GROUP BY entry.code ORDER BY entry.code`,
        ...params,
      ),
      corrections: this.#read.all(
        `SELECT id, aboutMonth, amountMinor, reason, at, correctedBy AS "by" FROM commission_corrections
         WHERE month = ? AND payeeNo = ? ORDER BY at, id`,
        ...params,
      ),
    };
  }
}
